"""Side-by-side runs of Digest and other senders, and the tables of README.md. Called by compare."""
import argparse
import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import time

from machine import PostgreSQL, Sink, Watch, free_port, machine, tls_keys

PARTS = ["plain", "windows", "dkim", "latency", "tls", "full", "million", "postgresql"]
MINUTES = 30  # at most, for each run of a part
SENDING = "-Xmx64m -XX:+UseSerialGC -XX:MaxDirectMemorySize=64m -Xss512k"
# What the second compiler makes of the code is worth its work in a long run, not in one of a few seconds.
ONE_COMPILER = "-XX:TieredStopAtLevel=1"
# Our calls are deep: inlined as far as the second compiler would, they cost it more than they save.
BOTH_COMPILERS = "-XX:MaxInlineLevel=9 -XX:InlineSmallCode=1000 -Xmn32m"
CONNECTIONS = 8
LABELS = {
    "smtp-source": "smtp-source (Postfix; sends a file, does nothing else)",
    "nodemailer": "nodemailer",
    "nodemailer-dkim": "nodemailer, DKIM",
    "angus": "Angus Mail",
}


class Comparison:
    def __init__(self, options):
        self.options = options
        self.work = os.environ["BENCH_WORK"]
        self.kit = options.kit
        self.articles = os.path.join(self.work, "articles-12.json")
        self.classes = os.path.join(self.work, "classes")
        self.rounds = 1 if options.short else options.rounds
        self.slow = 200 if options.short else 2500  # messages of who does hundreds a second
        self.scale = 10 if options.short else 40
        self.fast = self.slow * self.scale
        self.long = 10 * self.scale  # so that it is not the start of Java that is measured
        self.made = set()

    # what is run

    def digest(self, extra="", port="{port}", n="{n}", java="", is_long=False):
        """The command of one run; braces are filled in by whoever runs it."""
        compilers = BOTH_COMPILERS if is_long else ONE_COMPILER
        java = " ".join([SENDING, compilers, os.environ.get("BENCH_JAVA_OPTIONS", ""), java])
        where = "" if "--database" in extra else "--store %s/stores" % self.work
        return "java %s -jar %s bench --port %s --messages %s --connections %d --articles %s %s %s" % (
            java, self.options.jar, port, n, CONNECTIONS, self.articles, where, extra)

    def prepare(self, n, extra="", runs=0):
        """Makes the store, and a copy for each run; what that took, or None when it was there."""
        command = self.digest("%s --prepare --copies %d --json" % (extra, runs), "0", str(n))
        done = subprocess.run(shlex.split(command), capture_output=True, text=True, timeout=MINUTES * 60)
        if done.returncode:
            raise SystemExit("compare: cannot prepare %d messages:\n%s%s" % (n, done.stdout, done.stderr))
        said = json.loads(done.stdout)
        return said[0] if said else None

    def look_into(self, options):
        """Sends some to a sink that reads each message: is it its reader's, and nobody else's?"""
        n = 200 if self.options.short else 2000
        with Sink.of_kit(self.classes, ["--verify-body", "2"]) as sink:
            row = sink.measure(self.digest(options).format(port=sink.port, n=n), n, MINUTES * 60)
        if row["bad"]:
            raise SystemExit("compare: bench %s sent a message that is not its reader's" % options)

    def with_kit(self, only, ours, messages=None, extra=()):
        """One alternating run of the kit; ours = {name: (options, scale)}. Rows by sender."""
        messages = messages or self.slow
        result = os.path.join(self.work, "result.json")
        command = ["bash", os.path.join(self.kit, "compare.sh"), "--messages", str(messages), "--rounds",
                   str(self.rounds), "--connections", str(CONNECTIONS), "--port", str(free_port()),
                   "--only", ",".join(only), "--base", only[0], "--json", result, *extra]
        for name, (options, scale) in ours.items():
            self.look_into(options)
            self.prepare(messages * scale, options, self.rounds + 1)  # round 0 warms the sink
            is_long = "--full" in options or scale >= self.long
            command += ["--ours", "%s=%s" % (name, self.digest(options, is_long=is_long)),
                        "--scale", "%s=%d" % (name, scale)]
        if "smtp-source" in only:
            fast = max(scale for _, scale in ours.values())
            command += ["--scale", "smtp-source=%d" % (1 if "--latency-ms" in extra else fast)]
        if os.path.exists(result):
            os.remove(result)
        run(command)
        with open(result) as file:
            rows = json.load(file)["rows"]
        scales = {name: scale for name, (_, scale) in ours.items()}
        if "smtp-source" in rows and "--latency-ms" not in extra:
            scales["smtp-source"] = max(scales.values())
        return rows, {name: messages * scales.get(name, 1) for name in rows}

    def by_ourselves(self, sink, senders, n, extra=None):
        """Alternating rounds against a sink of ours; senders = {name: command}. Rows by sender."""
        rows = {}
        names = list(senders)
        for number in range(self.rounds + 1):  # round 0 warms the sink and is not counted
            for name in names if number % 2 else names[::-1]:
                row = sink.measure(senders[name].format(port=sink.port, n=n), n, MINUTES * 60, extra)
                if number:
                    rows.setdefault(name, []).append(row)
        return rows, {name: n for name in rows}

    # the parts

    def plain(self):
        ours = {"digest": ("--window 4", self.long), "digest-shorter": ("--window 4", self.scale)}
        rows, sent = self.with_kit(["nodemailer", "angus", "smtp-source"], ours)
        return table(rows, sent, ["nodemailer", "smtp-source"],
                     {"digest": "**Digest**, window 4", "digest-shorter": "**Digest**, window 4, a shorter run"})

    def windows(self):
        ours = {"digest-%d" % w: ("--window %d" % w, self.long) for w in (1, 4, 16)}
        rows, sent = self.with_kit(["smtp-source"], ours)
        return table(rows, sent, ["smtp-source"],
                     {"digest-%d" % w: "**Digest**, window %d" % w for w in (1, 4, 16)})

    def dkim(self):
        key = os.path.join(self.work, "dkim.pem")
        if not os.path.exists(key):
            run(["openssl", "genrsa", "-traditional", "-out", key, "2048"])
        os.chmod(key, 0o600)
        ours = {"digest": ("--window 4 --dkim %s" % key, self.scale)}
        rows, sent = self.with_kit(["nodemailer-dkim"], ours)
        return table(rows, sent, ["nodemailer-dkim"], {"digest": "**Digest**, DKIM RSA-2048"})

    def full(self):
        ours = {"digest": ("--window 4 --full", self.scale)}
        rows, sent = self.with_kit(["nodemailer"], ours)
        return table(rows, sent, ["nodemailer"], {"digest": "**Digest**, each rendered in full"})

    def latency(self):
        few = 200 if self.options.short else 1000
        many = 2 if self.options.short else 20
        rows, sent = self.with_kit(
            ["nodemailer", "smtp-source"], {"digest": ("--window 4", many), "digest-16": ("--window 16", many)},
            few, ("--latency-ms", "20"))
        n = 400 if self.options.short else 3000
        senders = {}
        for window in (1, 4):
            self.prepare(n, runs=self.rounds + 1)
            senders["digest-pipelining-%d" % window] = self.digest("--window %d" % window)
        with Sink.of_kit(self.classes, ["--latency-ms", "20", "--no-chunking"]) as sink:
            own, own_sent = self.by_ourselves(sink, senders, n)
        rows.update(own)
        sent.update(own_sent)
        labels = {"digest": "**Digest**, window 4", "digest-16": "**Digest**, window 16",
                  "digest-pipelining-1": "**Digest**, window 1, only PIPELINING offered",
                  "digest-pipelining-4": "**Digest**, window 4, only PIPELINING offered"}
        return table(rows, sent, ["nodemailer"], labels, rate="steady")

    def tls(self):
        n = 2000 if self.options.short else self.fast
        keys, trust, password = tls_keys(self.work)
        java = "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s" % (trust, password)
        self.prepare(n, runs=3 * (self.rounds + 1))
        senders = {"plain": self.digest("--window 4"),
                   "tls-4": self.digest("--window 4 --tls required", java=java),
                   "tls-16": self.digest("--window 16 --tls required", java=java)}
        run(["javac", "-d", self.classes, os.path.join(os.path.dirname(__file__), "TlsSink.java")])
        with Sink.with_tls(self.classes, keys, password) as sink:
            rows, sent = self.by_ourselves(sink, senders, n)
        return table(rows, sent, ["plain"], {
            "plain": "**Digest**, window 4, no TLS, same threaded sink",
            "tls-4": "**Digest**, window 4, TLS", "tls-16": "**Digest**, window 16, TLS"})

    def million(self):
        n = 20_000 if self.options.short else 1_000_000
        small = 2_000 if self.options.short else 10_000
        shutil.rmtree(os.path.join(self.work, "million"), ignore_errors=True)
        lines = ["| readers | import s | freeze s | handed over in s | messages/s | CPU s | peak RSS MiB |"
                 " RSS, first and last quarter | threads | descriptors | each once |",
                 "|---|---|---|---|---|---|---|---|---|---|---|"]
        try:
            for count in (small, n):
                lines.append(self.one_of_million(count))
        finally:
            shutil.rmtree(os.path.join(self.work, "million"), ignore_errors=True)
        return lines

    def one_of_million(self, count):
        command = self.digest("--window 4", n=str(count)).replace("/stores", "/million")
        done = subprocess.run(shlex.split(command.format(port=0) + " --prepare --json"),
                              capture_output=True, text=True, timeout=MINUTES * 60)
        if done.returncode:
            raise SystemExit("compare: cannot prepare %d messages:\n%s%s" % (count, done.stdout, done.stderr))
        prepared = json.loads(done.stdout)[0]
        with Sink.of_kit(self.classes, []) as sink:
            watch = Watch()
            row = sink.measure(command.format(port=sink.port) + " --json", count, MINUTES * 60, watch)
        said = row["said"]["sending"]
        return "| %s | %.1f | %.1f | %.1f | %s | %.1f | %.0f | %s | %d | %d | %s |" % (
            number(count), prepared["importSeconds"], prepared["freezeSeconds"], said["seconds"],
            number(count / said["seconds"]), row["cpu"] * count / 1000, row["rss"], watch.quarters(),
            watch.threads, watch.descriptors, "NO" if row["bad"] else "yes")

    def postgresql(self):
        n = 2000 if self.options.short else self.fast
        rows = {}
        with PostgreSQL(self.work) as server, Sink.of_kit(self.classes, []) as sink:
            server.sql("postgres", "CREATE DATABASE prepared")
            self.prepare(n, server.options("prepared"))
            for count in range(self.rounds + 1):
                for window in (4, 16) if count % 2 else (16, 4):
                    server.fresh_copy("prepared", "fresh")
                    before = server.cpu()
                    command = self.digest("--window %d %s" % (window, server.options("fresh")))
                    row = sink.measure(command.format(port=sink.port, n=n), n, MINUTES * 60)
                    row["server"] = (server.cpu() - before) / n * 1000
                    if count:
                        rows.setdefault("digest-%d" % window, []).append(row)
        labels = {"digest-4": "**Digest**, window 4, PostgreSQL", "digest-16": "**Digest**, window 16, PostgreSQL"}
        return table(rows, {name: n for name in rows}, [], labels, server=True)

    # the way there

    def check(self, parts):
        wrong = []
        if not os.path.isfile(self.options.jar):
            wrong.append("%s is not there: mvn -B -q -DskipTests package, or --jar FILE" % self.options.jar)
        if not self.kit or not os.path.isfile(os.path.join(self.kit, "compare.sh")):
            wrong.append("the bench kit is not there: give the folder that holds compare.sh and SmtpSink.java"
                         " as --kit DIR or BENCH_KIT")
        needs_peers = set(parts) & {"plain", "windows", "dkim", "latency", "full"}
        for tool in ("node", "npm", "mvn") if needs_peers else ():
            if not shutil.which(tool):
                wrong.append("%s is not installed; the kit's senders need it" % tool)
        if needs_peers and not shutil.which("smtp-source"):
            wrong.append("smtp-source is not installed: apt-get install --no-install-recommends postfix"
                         " (it need not run)")
        if wrong:
            raise SystemExit("\n".join("compare: " + words for words in wrong))

    def make_ready(self):
        os.makedirs(self.classes, exist_ok=True)
        run([sys.executable, os.path.join(self.kit, "fixture", "make_fixture.py"), "12", self.articles])
        run(["javac", "-nowarn", "-d", self.classes, os.path.join(self.kit, "SmtpSink.java")])

    def go(self, parts):
        self.check(parts)
        self.make_ready()
        for part in parts:
            print("== %s (%s)" % (part, time.strftime("%H:%M")), flush=True)
            about = machine()
            once = part == "million" or self.rounds == 1
            lines = getattr(self, part)() + ["", about + ("" if once else "; medians of %d rounds" % self.rounds)]
            print("\n".join(lines), flush=True)
            if self.options.readme and not self.options.short:
                write(os.path.join(self.options.project, "README.md"), part, lines)


def run(command):
    """Runs a tool; its whole process group ends with us, and it may not take forever."""
    process = subprocess.Popen(command, start_new_session=True)
    try:
        code = process.wait(MINUTES * 60)
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        raise
    if code:
        raise SystemExit("compare: %s ended with %d" % (" ".join(command[:4]), code))


def number(value):
    return format(round(value), ",")


def table(rows, sent, bases, labels, rate="rate", server=False):
    """Markdown: medians; ratios are medians of the same round's pairs."""
    bases = [base for base in bases if base in rows]
    order = [name for name in rows if name not in labels] + [name for name in labels if name in rows]
    heads = ["sender", "messages", "messages/s" if rate == "rate" else "messages/s, second half", "least to most"]
    heads += ["× %s" % named(base) for base in bases]
    heads += ["CPU s per 1,000"] + (["server's"] if server else [])
    heads += [compared(base)[0] for base in bases] + ["peak RSS MiB", "each once"]
    lines = ["| %s |" % " | ".join(heads), "|---|" + "---:|" * (len(heads) - 2) + "---|"]
    for name in order:
        values = rows[name]
        middle = lambda key: statistics.median(value[key] for value in values)
        cells = [labels.get(name, LABELS.get(name, name)), number(sent[name]), number(middle(rate)),
                 "%s–%s" % (number(min(v[rate] for v in values)), number(max(v[rate] for v in values)))]
        cells += ["%.2f" % pairs(values, rows[base], rate) for base in bases]
        cells += ["%.3f" % middle("cpu")] + (["%.3f" % middle("server")] if server else [])
        cells += [compared(base)[1] % compared(base)[2](pairs(values, rows[base], "cpu")) for base in bases]
        cells += ["%.0f" % middle("rss"), "NO" if any(v["bad"] for v in values) else
                  "not checked" if name == "smtp-source" else "yes"]
        lines.append("| %s |" % " | ".join(cells))
    return lines


def named(base):
    return {"plain": "no TLS", "nodemailer-dkim": "nodemailer, DKIM"}.get(base, base)


def compared(base):
    """Heading, form and direction of a ratio of CPU: how many times less than who takes more."""
    if base.startswith("nodemailer"):
        return "times less CPU than %s" % named(base), "%.1f", lambda ratio: 1 / ratio
    return "CPU, × %s" % named(base), "%.2f", lambda ratio: ratio


def pairs(values, base, key):
    return statistics.median(x[key] / max(1e-9, y[key]) for x, y in zip(values, base))


def write(readme, part, lines):
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    begin, end = "<!-- bench %s -->\n" % part, "<!-- /bench %s -->" % part
    if begin not in text or end not in text:
        raise SystemExit("compare: README.md lacks the marks %s and %s" % (begin.strip(), end))
    head, rest = text.split(begin, 1)
    with open(readme, "w", encoding="utf-8") as file:
        file.write(head + begin + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1])


def main():
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="; ".join(PARTS) + "; none: all")
    parser.add_argument("--project", help=argparse.SUPPRESS)
    parser.add_argument("--kit", default=os.environ.get("BENCH_KIT", ""), help="the bench kit's folder; or BENCH_KIT")
    parser.add_argument("--jar", default="", help="default: target/digest.jar")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--short", action="store_true", help="one small round, nothing is written to README.md")
    parser.add_argument("--no-readme", dest="readme", action="store_false", help="only print")
    options = parser.parse_args()
    options.jar = os.path.abspath(options.jar or os.path.join(options.project, "target", "digest.jar"))
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown or options.rounds < 1:
        parser.error("unknown part %s; there are: %s" % (", ".join(unknown), ", ".join(PARTS)) if unknown
                     else "--rounds must be 1 or more")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("compare: stopped"))  # so that what was started ends too
    Comparison(options).go(options.parts or PARTS)


if __name__ == "__main__":
    main()

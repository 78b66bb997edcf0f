"""What the comparison needs of the machine: sinks, measured processes, a PostgreSQL of its own."""
import glob
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import threading
import time


def machine():
    """One line: when, on what, how busy."""
    cpu = "unknown CPU"
    with open("/proc/cpuinfo") as file:
        cpu = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), cpu)
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    words = java.splitlines()[0].replace('"', "") if java else "unknown Java"
    return "%s; %d cores, %s; Linux %s; %s; load before: %.1f" % (
        time.strftime("%Y-%m-%d"), os.cpu_count() or 0, cpu, os.uname().release, words, os.getloadavg()[0])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tls_keys(work):
    """A key and who trusts it: (server's store, client's store, password)."""
    keys, trust, password = os.path.join(work, "tls.p12"), os.path.join(work, "trust.p12"), "changeit"
    if not os.path.exists(trust):
        cert = os.path.join(work, "tls.pem")
        for old in (keys, cert):
            if os.path.exists(old):
                os.remove(old)
        tool = ["keytool", "-storetype", "PKCS12", "-storepass", password, "-noprompt"]
        quiet = dict(check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(tool + ["-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "3650", "-alias",
                               "sink", "-dname", "CN=sink", "-ext", "san=ip:127.0.0.1", "-keystore", keys], **quiet)
        subprocess.run(tool + ["-exportcert", "-rfc", "-alias", "sink", "-keystore", keys, "-file", cert], **quiet)
        subprocess.run(tool + ["-importcert", "-alias", "sink", "-keystore", trust, "-file", cert], **quiet)
    return keys, trust, password


class Watch(threading.Thread):
    """Looks at a process twice a second: memory, threads, descriptors."""

    def __init__(self):
        super().__init__(daemon=True)
        self.pid, self.samples, self.threads, self.descriptors = None, [], 0, 0

    def follow(self, pid):
        self.pid = pid
        self.start()

    def run(self):
        try:
            while True:
                with open("/proc/%d/status" % self.pid) as file:
                    status = dict(line.split(":", 1) for line in file)
                self.samples.append(int(status["VmRSS"].split()[0]) / 1024)
                self.threads = max(self.threads, int(status["Threads"]))
                self.descriptors = max(self.descriptors, len(os.listdir("/proc/%d/fd" % self.pid)))
                time.sleep(0.5)
        except (OSError, KeyError, ProcessLookupError):
            pass  # it has ended

    def quarters(self):
        part = max(1, len(self.samples) // 4)
        ends = [sorted(half)[len(half) // 2] for half in (self.samples[:part], self.samples[-part:]) if half]
        return ", ".join("%.0f" % value for value in ends)


class Sink:
    """A receiving end that stays up, and measures who sends to it."""

    def __init__(self, command, port):
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    @staticmethod
    def of_kit(classes, options):
        port = free_port()
        return Sink(["java", "-Xmx512m", "-cp", classes, "SmtpSink", "--stay", "--quiet", "--port", str(port)] + options, port)

    @staticmethod
    def with_tls(classes, keys, password):
        port = free_port()
        return Sink(["java", "-Xmx512m", "-cp", classes, "TlsSink", str(port), keys, password], port)

    def __enter__(self):
        for _ in range(100):
            try:
                self.say("NOOP")
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise SystemExit("compare: the sink does not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def say(self, line):
        with socket.create_connection(("127.0.0.1", self.port), 60) as link:
            file = link.makefile("rb")
            file.readline()
            link.sendall(line.encode() + b"\r\n")
            return file.readline().decode()[4:].strip()

    def measure(self, command, n, seconds, watch=None):
        """Runs a sender to its end, as the kit does; what it took, and whether everybody got one."""
        self.say("XRESET %d" % n)
        begin = time.monotonic()
        process = subprocess.Popen(shlex.split(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        limit = threading.Timer(seconds, lambda: os.killpg(process.pid, signal.SIGKILL))
        limit.start()
        if watch:
            watch.follow(process.pid)
        try:
            out = process.stdout.read().decode(errors="replace")
            _, status, use = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            raise
        finally:
            limit.cancel()
        took = time.monotonic() - begin
        heard = json.loads(self.say("XREPORT"))
        bad = bool(status or heard["accepted"] != n or any(
            heard[fault] for fault in ("lost", "duplicates", "unexpected", "wrong_body")))
        if bad:
            print("! exit %s, the sink says %s\n%s" % (status, heard, out[-1500:]), flush=True)
        said = json.loads(out[out.index("{"):]) if "--json" in command and "{" in out else None
        return dict(rate=n / took, steady=heard["steady_per_second"], cpu=(use.ru_utime + use.ru_stime) / n * 1000,
                    rss=use.ru_maxrss / 1024, bad=bad, said=said)


class PostgreSQL:
    """A server of our own with default durability, thrown away at the end."""

    def __init__(self, work):
        found = shutil.which("initdb") or next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)), None)
        if not found or not shutil.which("psql"):
            raise SystemExit("compare: no PostgreSQL is installed here; install it (Debian: postgresql), or leave out the part")
        self.programs = os.path.dirname(os.path.realpath(found))
        self.data = os.path.join(work, "postgresql")
        self.port = free_port()

    def __enter__(self):
        shutil.rmtree(self.data, ignore_errors=True)
        os.makedirs(self.data)
        if os.getuid() == 0:
            shutil.chown(self.data, "postgres")
        self.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
        self.run("pg_ctl", "-w", "-l", os.path.join(self.data, "log"), "-o",
                 "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" % self.port, "start")
        with open(os.path.join(self.data, "postmaster.pid")) as file:
            self.pid = int(file.readline())
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-w", "-m", "fast", "stop")
        shutil.rmtree(self.data, ignore_errors=True)

    def run(self, program, *arguments):
        command = [os.path.join(self.programs, program), "-D", self.data, *arguments]
        if os.getuid() == 0:  # the server refuses to be root
            command = ["runuser", "-u", "postgres", "--"] + command
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def sql(self, database, *statements):
        for statement in statements:
            subprocess.run(["psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database,
                            "-c", statement], check=True, stdout=subprocess.DEVNULL,
                           env=dict(os.environ, PGOPTIONS="-c client_min_messages=warning"))

    def fresh_copy(self, prepared, name):
        self.sql("postgres", "DROP DATABASE IF EXISTS %s" % name, "CREATE DATABASE %s TEMPLATE %s" % (name, prepared), "CHECKPOINT")

    def options(self, database):
        return "--database jdbc:postgresql://127.0.0.1:%d/%s --username postgres" % (self.port, database)

    def cpu(self):
        """Seconds of the server and all its processes, those that have ended included."""
        ticks = self.ticks(self.pid, 4)
        for path in glob.glob("/proc/[0-9]*/stat"):
            pid = int(path.split("/")[2])
            ticks += self.ticks(pid, 2) if self.parent(pid) == self.pid else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def fields(pid):
        try:
            with open("/proc/%d/stat" % pid) as file:
                return file.read().rsplit(")", 1)[1].split()
        except OSError:
            return None

    def parent(self, pid):
        fields = self.fields(pid)
        return int(fields[1]) if fields else 0

    def ticks(self, pid, count):
        fields = self.fields(pid)
        return sum(map(int, fields[11:11 + count])) if fields else 0

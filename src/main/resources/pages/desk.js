// A small layer on top. Every page works without it: forms post, links load.
(() => {
  const root = document.documentElement;
  const $$ = (query, within = document) => [...within.querySelectorAll(query)];
  const kept = { get: () => { try { return localStorage.theme || ''; } catch { return ''; } },
    set: theme => { try { localStorage.theme = theme; } catch { /* private windows may refuse */ } } };
  const wear = theme => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; };
  wear(kept.get()); // at once, so that the page is not painted in the other colours first

  const say = words => {
    const toast = document.getElementById('toast');
    if (!toast) return;
    toast.textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { toast.textContent = ''; }, 6000);
  };

  const theme = () => $$('[data-theme-next]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const order = ['', 'light', 'dark'];
      const next = order[(order.indexOf(root.dataset.theme || '') + 1) % order.length];
      wear(next);
      kept.set(next);
      say(`Theme: ${next || 'as the system'}.`);
    });
  });

  // Characters used, and the line as an inbox shows it, while one types.
  const counters = () => $$('[data-max]').forEach(field => {
    const out = document.getElementById(`${field.id}-n`);
    const update = () => {
      const used = [...field.value].length, most = +field.dataset.max;
      out.textContent = `${used} of ${most}`;
      out.className = `nw num ${used > most ? 't-warn' : 'mut'}`;
      $$(`[data-mirror="${field.id}"]`).forEach(line => { line.textContent = field.value; });
    };
    field.addEventListener('input', update);
    update();
  });

  // <section id data-poll="/address" data-phase="…">: the server's fragment takes its place every
  // two seconds; a new phase means that the rest of the page is out of date too.
  const poll = section => {
    const again = () => setTimeout(look, 2000);
    const look = async () => {
      if (document.hidden) { document.addEventListener('visibilitychange', look, { once: true }); return; }
      try {
        const answer = await fetch(section.dataset.poll, { headers: { 'X-Fragment': '1' } });
        if (answer.ok) {
          const template = document.createElement('template');
          template.innerHTML = await answer.text();
          const fresh = template.content.querySelector('[data-phase]');
          if (fresh && fresh.dataset.phase !== section.dataset.phase) { location.reload(); return; }
          if (fresh) update(section, fresh);
        }
      } catch { /* the program is being started anew: try again */ }
      again();
    };
    again();
  };

  // Bars keep their elements, so that they glide.
  const update = (section, fresh) => {
    const bars = $$('.bar rect', section), next = $$('.bar rect', fresh);
    if (bars.length === next.length) bars.forEach((bar, i) => { for (const name of ['x', 'width']) bar.setAttribute(name, next[i].getAttribute(name)); });
    for (const part of ['progress', '.stats']) section.querySelector(part)?.replaceWith(fresh.querySelector(part));
  };

  // Another form of the preview takes its place without loading the page: what is typed stays.
  const swaps = () => document.addEventListener('click', async event => {
    const link = event.target.closest('a[data-swap]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const id = link.dataset.swap, fresh = page.getElementById(id);
      if (!answer.ok || !fresh) { location.assign(link.href); return; }
      document.getElementById(id).replaceWith(fresh);
      history.replaceState(null, '', link.href);
      $$('a[data-swap]', fresh).find(other => other.textContent === link.textContent)?.focus({ preventScroll: true });
    } catch { location.assign(link.href); }
  });

  // Dragging a story sends the same form as its buttons do.
  const dragging = () => $$('form[data-stories]').forEach(form => {
    const stories = () => $$('.story', form);
    let held = null, before = '';
    const order = () => stories().map(story => story.dataset.id).join(',');
    stories().forEach(story => {
      story.draggable = true;
      story.addEventListener('dragstart', event => { held = story; before = order(); event.dataTransfer.effectAllowed = 'move'; });
      story.addEventListener('dragover', event => {
        if (!held || held === story) return;
        event.preventDefault();
        const box = story.getBoundingClientRect();
        story[event.clientY > box.top + box.height / 2 ? 'after' : 'before'](held);
      });
      story.addEventListener('dragend', () => {
        held = null;
        if (order() === before) return;
        form.elements.order.value = order();
        form.requestSubmit(form.elements.save);
      });
    });
  });

  document.addEventListener('DOMContentLoaded', () => {
    theme(); counters(); swaps(); dragging();
    $$('[data-poll]').forEach(poll);
    // What was there when the page came is not read out; what changes is.
    $$('[data-say]').forEach(flash => { document.getElementById('said').textContent = flash.textContent.trim(); });
    document.querySelector('.side [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  });
})();

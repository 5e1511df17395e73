"use strict";
(() => {
  const box = document.querySelector(".map");
  const canvas = box.querySelector("canvas");
  const tip = box.querySelector(".tip");
  const found = box.querySelector(".found");
  const list = box.querySelector(".themes");
  const words = box.dataset;
  const SHAPES = 7, COLOURS = 8, NEAR = 14, LISTED = 12, WHOLE = 100, LONG = 320, PAD = 48;
  const themes = [], notes = [];

  for (const part of document.querySelectorAll(".twin details")) {
    const loose = part.dataset.x === undefined;
    const theme = {
      index: themes.length, loose, name: part.querySelector("summary").textContent, title: part.dataset.title,
      x: Number(part.dataset.x), y: Number(part.dataset.y), notes: [],
    };
    themes.push(theme);
    for (const row of part.querySelectorAll("tbody tr")) {
      const [x, y] = row.dataset.p.split(" ").map(Number);
      const note = { x, y, theme, row };
      theme.notes.push(note);
      notes.push(note);
    }
  }
  themes.filter((one) => !one.loose).sort((a, b) => b.notes.length - a.notes.length).forEach((one, rank) => { one.rank = rank; });

  let view = { scale: 1, x: 0, y: 0 }, chosen = null, marked = [], drag = null, palette = null, width = 0, height = 0, waiting = false;

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const place = (one) => ({
    x: (PAD + one.x * (width - 2 * PAD)) * view.scale + view.x,
    y: (PAD + one.y * (height - 2 * PAD)) * view.scale + view.y,
  });

  function colours() {
    const style = getComputedStyle(box);
    const read = (name) => style.getPropertyValue(name).trim();
    palette = { themes: [...Array(COLOURS).keys()].map((number) => read(`--c${number}`)), loose: read("--loose"), ink: read("--ink"), paper: read("--paper") };
  }

  function path(pen, shape, x, y, r) {
    const corners = (points) => points.forEach(([dx, dy], index) => (index ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
    pen.beginPath();
    if (shape === 0) pen.arc(x, y, r, 0, 7);
    if (shape === 1) corners([[-.9, -.9], [.9, -.9], [.9, .9], [-.9, .9]]);
    if (shape === 2) corners([[0, -1.2], [1.1, .8], [-1.1, .8]]);
    if (shape === 3) corners([[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]]);
    if (shape === 4) corners([[0, 1.2], [1.1, -.8], [-1.1, -.8]]);
    if (shape === 5) corners([[-.4, -1.2], [.4, -1.2], [.4, -.4], [1.2, -.4], [1.2, .4], [.4, .4], [.4, 1.2], [-.4, 1.2], [-.4, .4], [-1.2, .4], [-1.2, -.4], [-.4, -.4]]);
    if (shape === 6) corners([...Array(10).keys()].map((k) => { const far = k % 2 ? .6 : 1.35, turn = k * Math.PI / 5; return [far * Math.sin(turn), -far * Math.cos(turn)]; }));
    pen.closePath();
  }

  function symbol(pen, theme, x, y, r) {
    if (theme.loose) path(pen, 0, x, y, r * .6);
    else path(pen, theme.rank % SHAPES, x, y, r);
    pen.fillStyle = theme.loose ? palette.loose : palette.themes[theme.rank % COLOURS];
    pen.fill();
  }

  function draw() {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const size = Math.max(2, Math.min(5.5, 70 / Math.sqrt(notes.length))) * Math.min(2, Math.sqrt(view.scale));
    for (const pass of [true, false]) {
      for (const note of notes) {
        if (note.theme.loose !== pass) continue;
        const at = place(note);
        if (at.x < -9 || at.y < -9 || at.x > width + 9 || at.y > height + 9) continue;
        pen.globalAlpha = chosen && note.theme !== chosen ? .15 : .85;
        symbol(pen, note.theme, at.x, at.y, size);
      }
    }
    pen.globalAlpha = 1;
    for (const note of marked) {
      const at = place(note);
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.arc(at.x, at.y, size + 4, 0, 7);
      pen.stroke();
    }
    titles(pen);
  }

  function titles(pen) {
    const taken = [];
    pen.font = "600 13px system-ui, 'Segoe UI', Arial, 'Liberation Sans', sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const order = themes.filter((one) => !one.loose).sort((a, b) => (b === chosen) - (a === chosen) || a.rank - b.rank);
    for (const theme of order) {
      const at = place(theme), lines = wrapped(theme.title);
      const wide = Math.max(...lines.map((line) => pen.measureText(line).width)), tall = lines.length * 16;
      const middle = Math.min(Math.max(at.x, wide / 2 + 4), width - wide / 2 - 4);
      if (at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) continue;
      for (const shift of [0, -16, 16, -32, 32, -48, 48]) {
        const y = at.y + shift;
        const frame = { left: middle - wide / 2 - 4, right: middle + wide / 2 + 4, top: y - tall / 2, bottom: y + tall / 2 };
        const clash = taken.some((one) => one.left < frame.right && frame.left < one.right && one.top < frame.bottom && frame.top < one.bottom);
        if (clash || frame.top < 0 || frame.bottom > height) continue;
        taken.push(frame);
        pen.globalAlpha = chosen && theme !== chosen ? .35 : 1;
        lines.forEach((line, index) => {
          const row = y + (index - (lines.length - 1) / 2) * 16;
          pen.strokeStyle = palette.paper;
          pen.lineWidth = 4;
          pen.strokeText(line, middle, row);
          pen.fillStyle = palette.ink;
          pen.fillText(line, middle, row);
        });
        break;
      }
    }
    pen.globalAlpha = 1;
  }

  function wrapped(text) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > 20) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines;
  }

  function later() {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(draw);
    }
  }

  function near(x, y, reach) {
    const hits = [];
    for (const note of notes) {
      const at = place(note), far = Math.hypot(at.x - x, at.y - y);
      if (far <= reach) hits.push({ note, far });
    }
    return hits.sort((a, b) => a.far - b.far).map((hit) => hit.note);
  }

  function made(tag, text, kind) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function told(note, whole) {
    const [name, text, by, session] = [...note.row.cells].map((cell) => cell.textContent);
    const item = made("div", "", "note");
    item.append(made("p", whole || text.length <= LONG ? text : `${text.slice(0, LONG)}…`));
    item.append(made("p", [name, by, session].filter(Boolean).join(" · "), "by"));
    item.append(made("p", note.theme.loose ? note.theme.title : note.theme.name.replace(/ \(\d+\)$/, ""), "of"));
    return item;
  }

  function show(hits, heading, most) {
    marked = hits.slice(0, most);
    found.replaceChildren(made("p", heading, "count"), ...marked.map((note) => told(note, true)));
    if (hits.length > most) found.append(made("p", say(words.more, { count: hits.length - most }), "count"));
    found.scrollTop = 0;
    later();
  }

  function choose(theme) {
    chosen = chosen === theme ? null : theme;
    for (const button of list.children) button.setAttribute("aria-pressed", String(button.theme === chosen));
    if (chosen) show(chosen.notes, chosen.name, WHOLE);
    else show([], words.start, 0);
    if (chosen) marked = [];
  }

  function zoom(factor, x = width / 2, y = height / 2) {
    const scale = Math.min(40, Math.max(.5, view.scale * factor)), by = scale / view.scale;
    view = { scale, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
    later();
  }

  function fit() {
    view = { scale: 1, x: 0, y: 0 };
    later();
  }

  canvas.addEventListener("pointermove", (event) => {
    if (drag) {
      view = { ...view, x: drag.view.x + event.offsetX - drag.x, y: drag.view.y + event.offsetY - drag.y };
      drag.moved = drag.moved || Math.hypot(event.offsetX - drag.x, event.offsetY - drag.y) > 4;
      later();
      return;
    }
    const [note] = near(event.offsetX, event.offsetY, NEAR);
    tip.hidden = !note;
    canvas.style.cursor = note ? "pointer" : "grab";
    if (!note) return;
    tip.replaceChildren(told(note, false));
    tip.style.left = `${Math.max(4, Math.min(event.offsetX + 14, width - tip.offsetWidth - 8))}px`;
    const below = event.offsetY + 18;
    tip.style.top = `${below + tip.offsetHeight < height ? below : Math.max(4, event.offsetY - tip.offsetHeight - 12)}px`;
  });
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    tip.hidden = true;
    drag = { x: event.offsetX, y: event.offsetY, view, moved: false };
  });
  canvas.addEventListener("pointerup", (event) => {
    const moved = drag && drag.moved;
    drag = null;
    if (moved) return;
    const hits = near(event.offsetX, event.offsetY, NEAR);
    show(hits, hits.length ? say(words.here, { count: hits.length }) : words.nothing, LISTED);
  });
  canvas.addEventListener("pointercancel", () => { drag = null; });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (moves[event.key]) view = { ...view, x: view.x + moves[event.key][0], y: view.y + moves[event.key][1] };
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
    later();
  });
  const deeds = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), fit };
  for (const button of box.querySelectorAll(".tools button")) button.addEventListener("click", deeds[button.dataset.do]);

  function legend() {
    list.replaceChildren(...themes.map((theme) => {
      const button = made("button"), icon = made("canvas");
      const ratio = window.devicePixelRatio || 1, pen = icon.getContext("2d");
      icon.width = icon.height = 16 * ratio;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      symbol(pen, theme, 8, 8, 5.5);
      icon.setAttribute("aria-hidden", "true");
      button.type = "button";
      button.theme = theme;
      button.setAttribute("aria-pressed", String(theme === chosen));
      button.append(icon, made("span", theme.name));
      button.addEventListener("click", () => choose(theme));
      return button;
    }));
  }

  function dress() {
    colours();
    legend();
    later();
  }

  box.hidden = false;
  canvas.setAttribute("aria-label", words.label);
  found.append(made("p", words.start, "count"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  new ResizeObserver(later).observe(canvas);
  dress();
})();

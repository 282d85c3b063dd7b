"use strict";

// Every page works without this file; it only saves steps.

const KEYS_OFF = "dmi-keys-off";
const inField = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;

function focusOn(node) {
  if (!node) return;
  if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
  node.focus();
  node.scrollIntoView({ block: "nearest" });
}

// A disabled act stays in reach; pressing it leads to the list that says why.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[aria-disabled='true']");
  if (!button) return;
  event.preventDefault();
  focusOn(document.getElementById(button.getAttribute("aria-describedby")));
});

// A second press of a busy button is ignored; the label keeps the button's width.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter || form.querySelector("[data-busy]");
  if (button && button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (!button || !button.dataset.busy) return;

  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.label = button.textContent;
  button.textContent = button.dataset.busy;
});

// What is typed is kept as a draft two seconds after the last stroke; a failed try is repeated.
for (const line of document.querySelectorAll("[data-draft]")) keepDrafts(line.closest("form"), line);

function keepDrafts(form, line) {
  const says = line.querySelector("[data-draft-says]");
  let waiting = 0;
  const keep = async () => {
    if (form.dataset.sent) return;
    const typed = new FormData(form);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    typed.set("draft", "save");
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST", body: typed, headers: { "X-Draft": "quietly" }, redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      says.textContent = `${line.dataset.draft} ${await answer.text()}`;
      line.classList.remove("is-lost");
    } catch {
      says.textContent = line.dataset.lost;
      line.classList.add("is-lost");
      later(15000);
    }
  };
  const later = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, wait);
  };
  form.addEventListener("input", () => later(2000));
}

// Coming back by the browser's own button, a form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    const button = form.querySelector("[data-label]");
    if (button) button.textContent = button.dataset.label;
  }
});

for (const node of document.querySelectorAll("[data-focus]")) focusOn(node);

// The stage line folds where it cannot lie flat.
if (window.matchMedia("(max-width: 1099px)").matches) {
  for (const fold of document.querySelectorAll(".thread-fold")) fold.open = false;
}

// On a phone the board shows one column at a time; wider screens hide the choice.
for (const board of document.querySelectorAll(".board")) {
  const columns = [...board.querySelectorAll(".board-column")];
  const choice = document.createElement("select");
  choice.className = "board-choice";
  choice.setAttribute("aria-label", words("column"));
  columns.forEach((column, place) => {
    const name = column.querySelector("h2 a, h2 span").textContent;
    choice.add(new Option(`${name} (${column.querySelector("h2 b").textContent})`, place));
  });
  const show = () => columns.forEach((column, place) => {
    column.classList.toggle("is-folded", place !== Number(choice.value));
  });
  choice.addEventListener("change", show);
  show();
  board.before(choice);
}

// Drawers and menus close with Esc and give the focus back; a menu also closes when left.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-closes][open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (document.activeElement && document.activeElement.matches("[data-search]")) {
    document.activeElement.blur();
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A day in words under its label, and the browser's own calendar beside the field.
function dayIn(text) {
  const parts = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const day = new Date(Number(parts[3]), Number(parts[2]) - 1, Number(parts[1]));
  return day.getMonth() === Number(parts[2]) - 1 ? day : null;
}

const inWords = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "es-CL", {
  weekday: "long", day: "numeric", month: "long", year: "numeric",
});

for (const words of document.querySelectorAll("[data-day-words]")) {
  const field = document.getElementById(words.dataset.dayWords);
  const show = () => {
    const day = dayIn(field.value);
    words.textContent = day ? inWords.format(day) : "";
  };
  field.addEventListener("input", show);
  addCalendar(field, show);
}

function addCalendar(field, show) {
  const box = field.closest(".with-picker");
  if (!box || !("showPicker" in HTMLInputElement.prototype)) return;
  const picker = document.createElement("input");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const button = insideButton("calendar3", words("calendar"));
  button.addEventListener("click", () => {
    const day = dayIn(field.value);
    if (day) picker.valueAsNumber = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    field.value = picker.value.split("-").reverse().join("-");
    show();
    field.focus();
  });
  box.append(button, picker);
}

function words(name) {
  return document.body.dataset[name] || "";
}

function insideButton(icon, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "inside";
  button.setAttribute("aria-label", label);
  const sprite = document.body.dataset.icons;
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("width", "16");
  drawing.setAttribute("height", "16");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${icon}`);
  drawing.append(use);
  button.append(drawing);
  return button;
}

for (const box of document.querySelectorAll(".with-reveal")) {
  const field = box.querySelector("input");
  const button = insideButton("eye", words("reveal"));
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  box.append(button);
}

// One box ticks the rows of its table.
for (const all of document.querySelectorAll("[data-ticks-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(`input[name="${all.dataset.ticksAll}"]`)) box.checked = all.checked;
  });
}

// Letter keys: never inside a field, and they can be switched off.
const keysOff = () => localStorage.getItem(KEYS_OFF) === "yes";
const keySwitch = document.querySelector("[data-keys-switch]");
if (keySwitch) {
  const say = () => { keySwitch.textContent = keysOff() ? keySwitch.dataset.on : keySwitch.dataset.off; };
  keySwitch.hidden = false;
  say();
  keySwitch.addEventListener("click", () => {
    localStorage.setItem(KEYS_OFF, keysOff() ? "no" : "yes");
    say();
  });
}

const ICON_OF = { i: "house-door", p: "people", e: "ui-checks", c: "calendar-check", r: "calendar-event" };
let going = false;

function press(selector) {
  const node = document.querySelector(selector);
  if (node) node.click();
}

function goTo(letter) {
  const use = document.querySelector(`.rail use[href$="#${ICON_OF[letter]}"]`);
  if (use) use.closest("a").click();
}

function nextRow(step) {
  const acts = [...document.querySelectorAll("[data-row-act], .list .main a")];
  const rows = [...new Set(acts.map((act) => act.closest("tr")))];
  const at = rows.indexOf(document.activeElement.closest("tr"));
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (row) (row.querySelector("[data-row-act]") || row.querySelector(".main a")).focus();
}

const DEEDS = {
  "/": () => focusOn(document.querySelector("[data-search]")),
  j: () => nextRow(1),
  k: () => nextRow(-1),
  "[": () => press("a[rel='prev']"),
  "]": () => press("a[rel='next']"),
  "?": () => press("a[href$='/help']"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    press("[data-primary]");
    return;
  }
  if (keysOff() || inField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (going && event.key in ICON_OF) {
    going = false;
    goTo(event.key);
    return;
  }
  going = event.key === "g";
  if (event.key in DEEDS) {
    event.preventDefault();
    DEEDS[event.key]();
  }
});

// Long work says by itself how far it is; without this file the link beside it does.
const underWay = document.querySelector("[data-look-again]");
if (underWay) setTimeout(() => location.replace(location.href), Number(underWay.dataset.lookAgain) * 1000);

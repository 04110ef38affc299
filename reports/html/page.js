// Makes the report easier to use; without it everything can still be read.

/** Shows the items of a list that have every chosen value and the searched text. */
function applyFilter(form, items) {
  const { text, ...choices } = Object.fromEntries(new FormData(form));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = Object.entries(choices).filter(([, value]) => value);
  let shown = 0;
  for (const item of items) {
    const isChosen = chosen.every(([key, value]) => item.dataset[key] === value);
    item.hidden = !isChosen || (words.length > 0 && !words.every((word) => textOf(item).includes(word)));
    if (!item.hidden) shown += 1;
  }
  const output = form.querySelector("output");
  output.value = `${shown} of ${items.length} ${output.dataset.what}`;
}

const texts = new Map();

function textOf(item) {
  if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
  return texts.get(item);
}

const forms = [...document.querySelectorAll("form[data-filter]")];

/** What is searched and chosen stands in the address, so that it can be handed on: `?rule-list.verdict=waived`. */
function writeAddress() {
  const all = new URLSearchParams();
  for (const form of forms)
    for (const [key, value] of new FormData(form)) if (value) all.set(`${form.dataset.filter}.${key}`, value);
  history.replaceState(null, "", (all.size > 0 ? `?${all}` : location.pathname) + location.hash);
}

function readAddress(form) {
  const given = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("[name]")) {
    const value = given.get(`${form.dataset.filter}.${field.name}`);
    if (value !== null) field.value = value;
  }
}

for (const form of forms) {
  const items = [...document.getElementById(form.dataset.filter).children];
  readAddress(form);
  const apply = () => {
    applyFilter(form, items);
    writeAddress();
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("button[data-all]")) {
    button.addEventListener("click", () => {
      for (const item of items) if (!item.hidden) item.open = button.dataset.all === "open";
    });
  }
  form.hidden = false;
  applyFilter(form, items);
}

/** A link to something that is closed or filtered away shows it. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.hidden) document.querySelector(`form[data-filter="${target.parentElement.id}"]`)?.reset();
  target.hidden = false;
  for (let node = target; node; node = node.parentElement) if (node.localName === "details") node.open = true;
  target.scrollIntoView();
}

addEventListener("hashchange", showTarget);
if (location.hash) showTarget();

// Marks in the contents which section is being read.
const entries = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver(
  (changes) => {
    const current = changes.find((change) => change.isIntersecting);
    if (!current) return;
    for (const [id, link] of entries) {
      if (id === current.target.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-15% 0px -80% 0px" },
);
for (const id of entries.keys()) reading.observe(document.getElementById(id));

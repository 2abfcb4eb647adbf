"""Five lessons in an engine: explorers, items of each kind, and work that is kept, saved and restored."""

import json
import time

from tests import notebooks
from tests.engines.browsers import PATIENCE_S

LESSONS = ("messengers", "families-and-receptors", "a-brief-signal", "two-ways-to-signal", "dose-and-time")
READY = "() => !document.querySelector('.explorer-figure:not([data-painted]), .live > p')"
# Moves the first control of every explorer by one stop, and waits for its figure.
MOVE_ALL = """async () => {
  const told = [];
  for (const place of document.querySelectorAll('.live')) {
    const input = place.querySelector('input[type=range]:enabled, select:enabled');
    const before = place.querySelector('.explorer-description').textContent;
    const last = input.options ? input.options.length - 1 : Number(input.max);
    input.focus();
    input.value = Number(input.value) < last ? Number(input.value) + 1 : Number(input.value) - 1;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const busy = () => place.querySelector('[aria-busy=true]');
    for (let i = 0; i < 300 && busy(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    const notice = place.querySelector('.explorer-notice').textContent;
    const same = place.querySelector('.explorer-description').textContent === before;
    const lost = /file of this edition/.test(notice) || (same && !notice);
    if (busy() || lost) told.push(`${place.dataset.explorer}: ${notice}`);
  }
  return JSON.stringify(told);
}"""
# Answers the first item of each kind, and says what each of them says.
ANSWER = """() => {
  const told = {};
  const answer = (kind, inner, act) => {
    const form = [...document.querySelectorAll('.question')].find((each) => each.querySelector(inner));
    if (!form) return;
    act(form.querySelector(inner));
    form.querySelector('button').click();
    told[kind] = form.querySelector('[role=status]').dataset.status;
  };
  answer('choice', 'input[type=radio]', (radio) => radio.click());
  const click = () => new MouseEvent('click', { bubbles: true });
  answer('picture', '.question-picture [data-part]', (part) => part.dispatchEvent(click()));
  answer('curve', '.question-point input', (slider) => {
    slider.value = slider.max;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return JSON.stringify(told);
}"""
KINDS = {"families-and-receptors": {"picture"}, "a-brief-signal": {"curve"}}
ANSWERS = "Object.keys(localStorage).filter((key) => key.includes(' answer ')).length"
KEPT = f"() => String({ANSWERS})"
# Writes a note, saves the work as a file, erases it, and restores it from that file.
SAVE_AND_RESTORE = f"""async () => {{
  const work = document.querySelector('.work');
  const note = work.querySelector('textarea');
  note.value = 'Noted.';
  note.dispatchEvent(new Event('input', {{ bubbles: true }}));
  const before = {ANSWERS};
  let saved;
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {{ saved = fetched(this.href); }};
  const fetched = (address) => new Promise((resolve) => {{
    const request = new XMLHttpRequest();
    request.onload = () => resolve(request.responseText);
    request.onerror = () => resolve('');
    request.open('GET', address);
    request.send();
  }});
  const press = (words) => [...work.querySelectorAll('button')].find((button) => button.textContent === words).click();
  press('Save my work to a file');
  HTMLAnchorElement.prototype.click = click;
  const text = await saved;
  globalThis.confirm = () => true;
  press('Erase my work in this browser');
  const erased = {ANSWERS} === 0 && note.value === '';
  const carried = new DataTransfer();
  carried.items.add(new File([text], 'work.json', {{ type: 'application/json' }}));
  const file = work.querySelector('input[type=file]');
  file.files = carried.files;
  file.dispatchEvent(new Event('change'));
  const there = () => {ANSWERS} === before && note.value === 'Noted.';
  for (let i = 0; i < 100 && !there(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  return erased && there() ? '' : `erased: ${{erased}}, restored: ${{work.querySelector('.work-said').textContent}}`;
}}"""


def opened(browser, path):
    """Open a file, and wait until its explorers are drawn."""
    browser.go(path.as_uri())
    for _ in range(10 * PATIENCE_S):
        if browser.evaluate(READY):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{path.name}: explorers were not drawn within {PATIENCE_S} s.")


def smoke(browser, folder):
    """Return a sentence for each thing that does not work."""
    problems = []
    for lesson in LESSONS:
        opened(browser, folder / notebooks.page_of(lesson))
        problems += [f"{lesson}: {told}" for told in json.loads(browser.evaluate(MOVE_ALL))]
        told = json.loads(browser.evaluate(ANSWER))
        if not {"choice", *KINDS.get(lesson, ())} <= set(told) or set(told.values()) - {"right", "wrong", "open"}:
            problems.append(f"{lesson}: answered items say {told}")
        opened(browser, folder / notebooks.page_of(lesson))
        if int(browser.evaluate(KEPT)) < len(told):
            problems.append(f"{lesson}: an answer is not there again")
        if told := browser.evaluate(SAVE_AND_RESTORE):
            problems.append(f"{lesson}: saved work does not come back; {told}")
    return problems

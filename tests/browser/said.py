"""What a page says of an explorer, and whether it is what Python says of the same settings."""

from playwright.sync_api import Locator

from helpers.explorers.engine import Explorer, Value

# Waits until the kernel has answered, then reads what a student sees or hears.
SAID = """async (section) => {
  while (section.getAttribute('aria-busy') === 'true') await new Promise(requestAnimationFrame);
  const figure = section.querySelector('.explorer-figure');
  const plate = figure.querySelector('svg.plate');
  const part = (name) => plate.querySelector(`:scope > ${name}`).textContent;
  const words = plate && `${part('title')}. ${part('desc')}`;
  return {
    label: figure.getAttribute('aria-label') ?? words,
    drawn: figure.querySelectorAll('.main-svg, svg.plate').length,
    description: section.querySelector('.explorer-description').textContent,
    notice: section.querySelector('.explorer-notice').textContent,
    controls: Object.fromEntries([...section.querySelectorAll('[data-name]')].map((input) => [input.dataset.name, {
      index: Number(input.value),
      off: input.disabled,
      announced: input.getAttribute('aria-valuetext'),
      shown: section.querySelector(`label[for="${input.id}"] output`)?.textContent ?? null,
      name: input.labels[0]?.textContent ?? '',
    }])),
  };
}"""


def check_answer(section: Locator, explorer: Explorer, values: dict[str, Value]) -> dict:
    """Assert that the page says of `values` what the model says here; return what the page says."""
    seen = section.evaluate(SAID)
    assert {name for name, control in seen["controls"].items() if control["off"]} == explorer.idle(**values)
    for control in explorer.controls:
        index = control["values"].index(values[control["name"]])
        assert seen["controls"][control["name"]]["index"] == index
        if control["kind"] == "slider":
            shown = seen["controls"][control["name"]]
            assert shown["announced"] == shown["shown"] == control["words"][index]
    try:
        figure = explorer.at(**values)
    except ValueError as error:
        assert seen["notice"] == str(error)
    else:
        assert seen["notice"] == ""
        assert seen["description"] == figure.description
        assert seen["label"] == f"{figure.title}. {figure.description}"
    assert seen["drawn"]
    return seen

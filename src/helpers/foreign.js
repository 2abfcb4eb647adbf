// What the course uses of other people's packages without their promise to keep it: in the browser, all of it is here,
// as foreign.py has it for Python. What is gone gets a sentence on the page (begin, in shared.js).

const foreign = (() => {
  const update = "The packages of this JupyterLab are not those that the course knows. ";
  const ARRIVAL_MS = 5000;
  const LOOK_MS = 200;
  // JupyterLab goes to a heading of a notebook that it opens before what stands above is drawn, which then pushes the
  // heading out of sight: it is brought back until all is drawn, or until the reader goes on.
  function arrive(heading) {
    const until = performance.now() + ARRIVAL_MS;
    const gone = new AbortController();
    for (const event of ["wheel", "keydown", "pointerdown"]) {
      addEventListener(event, () => gone.abort(), { signal: gone.signal, capture: true });
    }
    const look = () => {
      if (gone.signal.aborted || performance.now() > until) return gone.abort();
      const place = document.querySelector(
        `.jp-NotebookPanel:not(.lm-mod-hidden) [data-jupyter-id="${CSS.escape(heading)}"]`,
      );
      const { top, bottom } = place?.getBoundingClientRect() ?? { top: 0, bottom: 1 };
      if (bottom <= 0 || top >= innerHeight) place.scrollIntoView();
      return setTimeout(look, LOOK_MS);
    };
    setTimeout(look, LOOK_MS);
  }
  return {
    // ipywidgets and anywidget. anywidget waits 2 s for a widget's script, then drops every message to this widget, even
    // when a page that was only busy has got the script by now. Whoever calls this has: messages then go to the widget
    // as to any other. Returns "" or what follows where that cannot be done.
    hear(model) {
      const known = model.set?.({}); // the widget manager's own model; the HTML edition has none
      if (!known) return "";
      const handle = Object.getPrototypeOf(known.constructor.prototype)?._handle_comm_msg;
      if (!handle) {
        return `${update}An answer can get lost on a page that is busy: if a control stays silent, run its cell again.`;
      }
      known.comm?.on_msg(handle.bind(known));
      return "";
    },
    // ipywidgets: whether a kernel stands behind the widget. The HTML edition has no widget manager.
    hasKernel: (model) => Boolean(model.widget_manager),
    // Jupyter: the address of this reader's own server ("/user/ann/" on a JupyterHub), "/" where there is but one.
    address() {
      const config = document.getElementById("jupyter-config-data");
      return (config && JSON.parse(config.textContent).baseUrl) || document.body?.dataset.baseUrl || "/";
    },
    // plotly.js: the margins as drawn, which grow with long labels; null before a figure is drawn.
    margins(picture) {
      if (!picture._fullLayout) return null;
      const size = picture._fullLayout._size;
      if (!size) return { problem: `${update}The frame of the figure may jump while a slider moves.` };
      return { margin: { l: size.l, r: size.r, t: size.t, b: size.b } };
    },
    // The notebook's own renderer knows the notebook's folder, and JupyterLab's command for a link: it opens the notebook
    // in JupyterLab, at the heading. A plain link would load the whole page anew, without what was not saved. The HTML
    // edition has no widget manager, and its links are plain. Returns "" or what follows where that cannot be done.
    async openInLab(model, link) {
      if (!model.widget_manager) return "";
      const { resolver, linkHandler } = model.widget_manager.rendermime ?? {};
      if (!resolver?.resolveUrl || !linkHandler?.handleLink) {
        Object.assign(link, { target: "_blank", rel: "noopener" });
        return `${update}A link to a section opens in a tab of its own.`;
      }
      link.addEventListener("click", () => arrive(decodeURIComponent(link.hash.slice(1))));
      const path = await resolver.resolveUrl(link.getAttribute("href").split("#")[0]);
      linkHandler.handleLink(link, decodeURIComponent(path), link.hash);
      return "";
    },
    // JupyterLab takes arrows and letters for its own commands, unless the element asks it not to.
    keepFromLab: (target, ours) => target.toggleAttribute("data-lm-suppress-shortcuts", ours),
    // The cell of JupyterLab around a node, from where the arrows go on; none in the HTML edition.
    cellOf: (node) => node.closest(".jp-Cell"),
  };
})();

// Asks the worker in kept.js to keep what the page names; whoever leaves takes everything along.
(function () {
  if (!("serviceWorker" in navigator) || !window.caches) { return; }
  var day = document.querySelector("[data-keep-pages]");

  function paths(selector, attribute) {
    return Array.from(document.querySelectorAll(selector), function (one) {
      return new URL(one[attribute]).pathname;
    });
  }

  if (day && document.body.dataset.served === "live") {
    navigator.serviceWorker.register("/tutor/kept.js", { scope: "/tutor/" });
    navigator.serviceWorker.ready.then(function (registration) {
      registration.active.postMessage({
        owner: day.dataset.owner,
        left: Number(day.dataset.left) * 1000,
        pages: day.dataset.keepPages.split(" "),
        files: paths("link[rel=stylesheet], link[rel=icon]", "href").concat(paths("script[src]", "src"), day.dataset.keepFiles.split(" "))
      });
    });
  }

  if (document.body.dataset.served === "kept" && day) {
    // A phone says "online" too early: only an answer is a signal.
    window.addEventListener("online", function () {
      fetch(location.href, { cache: "no-store" }).then(function (answer) { if (answer.ok) { location.reload(); } }, function () {});
    });
  }

  document.querySelectorAll("form.leave").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      caches.keys().then(function (names) {
        return Promise.all(names.map(function (name) { return caches.delete(name); }));
      }).finally(function () { form.submit(); });
    });
  });
})();

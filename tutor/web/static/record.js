// The record of a lesson: what was tapped is never lost. Without this file the form goes the usual way.
(function () {
  var form = document.querySelector("form[data-record]");
  var strip = document.getElementById("strip");
  if (!form || !strip) { return; }
  var waiting = null;
  var touched = false;

  function say(kind, words) {
    strip.className = "strip " + kind;
    strip.textContent = words || strip.dataset[kind];
    strip.hidden = false;
  }

  function sentence(html) {
    var main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    return main ? main.textContent.trim().replace(/\s+/g, " ") : "";
  }

  // What the form says now: one may go on tapping while there is no signal.
  function post(button, more) {
    var body = new FormData(form);
    if (button && button.name) { body.append(button.name, button.value); }
    if (more) { body.append(more, "1"); }
    var action = button && button.getAttribute("formaction") || form.getAttribute("action");
    return fetch(action, { method: "POST", body: body, headers: { "X-From-Script": "1" }, keepalive: Boolean(more) });
  }

  function send(button) {
    waiting = button || form;
    post(button).then(function (answer) {
      if (answer.status === 204) {
        waiting = null;
        touched = false;
        say("sent");
        location.assign(answer.headers.get("Location"));
      } else if (answer.redirected) {
        say("entrance");
      } else if (answer.status >= 500) {
        say("waiting");
      } else {
        waiting = null;
        answer.text().then(function (html) { say("wrong", sentence(html)); });
      }
    }, function () { say("waiting"); });
  }

  function again() {
    if (waiting) { send(waiting === form ? null : waiting); }
  }

  // Who leaves half-way, to look at a map or because a call comes, finds everything again.
  function keep() {
    if (!touched || waiting || !form.dataset.keep) { return; }
    var button = document.createElement("button");
    button.setAttribute("formaction", form.dataset.keep);
    touched = false;
    post(button, "quiet").then(function (answer) {
      if (answer.status === 204) { settle(); say("sent"); } else { touched = true; }
    }, function () { touched = true; say("waiting"); });
  }

  // From now on the choices in the form are what the server knows.
  function settle() {
    form.querySelectorAll("[data-was]").forEach(function (was) {
      var chosen = form.querySelector("[name='" + was.dataset.was + "']:checked");
      if (chosen) { was.value = chosen.value; }
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    send(event.submitter);
  });
  form.addEventListener("input", function () { touched = true; });
  window.addEventListener("online", function () { if (waiting) { again(); } else { say("online"); } });
  window.addEventListener("offline", function () { say(waiting || touched ? "waiting" : "offline"); });
  window.addEventListener("beforeunload", function (event) { if (waiting) { event.preventDefault(); } });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { keep(); } else { again(); }
  });
  setInterval(again, 15000);
  say(navigator.onLine ? "online" : "offline");
})();

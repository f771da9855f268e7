// Reads a part of the page aloud: <button type="button" class="speak" data-for="ID" hidden>.
// The buttons appear only where there is a voice for the language of that part.
(function () {
  var speech = window.speechSynthesis;
  if (!speech) { return; }
  var buttons = document.querySelectorAll(".speak[data-for]");
  var speaking = null;

  function part(button) { return document.getElementById(button.dataset.for); }

  function voice(button) {
    var language = part(button).closest("[lang]").lang.slice(0, 2);
    return speech.getVoices().find(function (one) { return one.lang.slice(0, 2).toLowerCase() === language; });
  }

  function show() {
    buttons.forEach(function (button) { button.hidden = !voice(button); });
  }

  // No drawings, and of a name its reading only.
  function sentences(paragraph) {
    var copy = paragraph.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true], rp").forEach(function (one) { one.remove(); });
    copy.querySelectorAll("ruby").forEach(function (one) { one.textContent = one.querySelector("rt").textContent; });
    return copy.querySelector("p") ? [] : copy.textContent.match(/[^。！？]*\S[。！？]?/g) || [];
  }

  function say(text, by) {
    var utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = by.lang;
    utterance.voice = by;
    utterance.rate = 0.9;
    speech.speak(utterance);
    return utterance;
  }

  function stop() {
    if (speaking) { speaking.setAttribute("aria-pressed", "false"); }
    speaking = null;
    speech.cancel();
  }

  function start(button) {
    var by = voice(button);
    speaking = button;
    button.setAttribute("aria-pressed", "true");
    part(button).querySelectorAll("h1,h2,h3,p:not([aria-hidden]),li,dt,dd")
      .forEach(function (one) { sentences(one).forEach(function (text) { say(text, by); }); });
    say(" ", by).onend = function () { if (speaking === button) { stop(); } };
  }

  buttons.forEach(function (button) {
    button.onclick = function () {
      var again = speaking === button;
      stop();
      if (!again) { start(button); }
    };
  });
  show();
  speech.onvoiceschanged = show;
  window.onpagehide = stop;
})();

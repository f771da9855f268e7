// Reads a part of the page aloud: <button type="button" class="speak" data-for="ID" hidden>.
// The buttons appear only where there is a Japanese voice.
(function () {
  var speech = window.speechSynthesis;
  if (!speech) { return; }
  var buttons = document.querySelectorAll(".speak[data-for]");
  var speaking = null;

  function voice() {
    return speech.getVoices().find(function (one) { return /^ja\b/i.test(one.lang); });
  }

  function show() {
    buttons.forEach(function (button) { button.hidden = !voice(); });
  }

  // No drawings, and of a name its reading only.
  function sentences(paragraph) {
    var copy = paragraph.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true], rp").forEach(function (one) { one.remove(); });
    copy.querySelectorAll("ruby").forEach(function (one) { one.textContent = one.querySelector("rt").textContent; });
    return copy.querySelector("p") ? [] : copy.textContent.match(/[^。！？]*\S[。！？]?/g) || [];
  }

  function say(text) {
    var utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "ja-JP";
    utterance.voice = voice();
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
    speaking = button;
    button.setAttribute("aria-pressed", "true");
    document.getElementById(button.dataset.for).querySelectorAll("h1,h2,h3,p:not([aria-hidden]),li,dt,dd")
      .forEach(function (one) { sentences(one).forEach(say); });
    say(" ").onend = function () { if (speaking === button) { stop(); } };
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

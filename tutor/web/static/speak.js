// Reads a part of the page aloud: <button type="button" class="speak" data-for="ID" hidden>.
// The buttons appear only where there is a Japanese voice.
(function () {
  var speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) { return; }
  var buttons = document.querySelectorAll(".speak[data-for]");
  var speaking = null;

  function voice() {
    return speech.getVoices().find(function (one) { return /^ja\b/i.test(one.lang); });
  }

  function show() {
    buttons.forEach(function (button) { button.hidden = !voice(); });
  }

  function stop() {
    if (speaking) { speaking.setAttribute("aria-pressed", "false"); }
    speaking = null;
    speech.cancel();
  }

  // What is said of one paragraph: no drawings, and of a name its reading only.
  function words(paragraph) {
    var copy = paragraph.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true], rp").forEach(function (one) { one.remove(); });
    copy.querySelectorAll("ruby").forEach(function (one) { one.textContent = one.querySelector("rt").textContent; });
    return copy.textContent.match(/[^。！？]*\S[。！？]?/g) || [];
  }

  function sentences(element) {
    return Array.from(element.querySelectorAll("h1, h2, h3, p:not([aria-hidden]), li, dt, dd"))
      .reduce(function (all, paragraph) { return all.concat(words(paragraph)); }, []);
  }

  function start(button) {
    var parts = sentences(document.getElementById(button.dataset.for));
    speaking = button;
    button.setAttribute("aria-pressed", "true");
    parts.forEach(function (text, index) {
      var utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = "ja-JP";
      utterance.voice = voice();
      utterance.rate = 0.9;
      if (index === parts.length - 1) {
        utterance.onend = function () { if (speaking === button) { stop(); } };
      }
      speech.speak(utterance);
    });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var again = speaking === button;
      stop();
      if (!again) { start(button); }
    });
  });
  show();
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", show); }
  window.addEventListener("pagehide", stop);
})();

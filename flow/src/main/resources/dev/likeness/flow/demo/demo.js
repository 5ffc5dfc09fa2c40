(function () {
  const a = document.getElementById("before");
  const b = document.getElementById("after");
  const play = document.getElementById("play");
  const seek = document.getElementById("seek");
  const slow = document.getElementById("slow");
  function follow() {
    if (Math.abs(a.currentTime - b.currentTime) > 0.05) b.currentTime = a.currentTime;
    if (a.duration) seek.value = String(Math.round((1000 * a.currentTime) / a.duration));
    if (!a.paused) requestAnimationFrame(follow);
  }
  function set(playing) {
    if (playing) {
      Promise.all([a.play(), b.play()]).then(follow, () => set(false));
    } else {
      a.pause();
      b.pause();
      b.currentTime = a.currentTime;
    }
    play.textContent = playing ? "Pause" : "Play";
  }
  play.addEventListener("click", () => set(a.paused));
  seek.addEventListener("input", () => {
    if (!a.duration) return;
    a.currentTime = b.currentTime = (seek.value / 1000) * a.duration;
  });
  slow.addEventListener("change", () => {
    a.playbackRate = b.playbackRate = slow.checked ? 0.5 : 1;
  });
  if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) set(true);
})();

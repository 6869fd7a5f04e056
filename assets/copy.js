// Shows the copy buttons, which are useless without scripts or a clipboard, and lets them copy.
for (const button of navigator.clipboard ? document.querySelectorAll('[data-copy]') : []) {
  const word = button.firstElementChild;
  const before = word.textContent;
  let goingBack;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = button.dataset.copied;
    clearTimeout(goingBack);
    goingBack = setTimeout(() => {
      word.textContent = before;
    }, 4000);
  });
}

// Reads a chosen file into the text field beside it, so that it is posted as text. Certificates may be binary.
for (const input of document.querySelectorAll('input[data-read-into]')) {
  input.parentElement.hidden = false;
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isBinary = input.dataset.encoding === 'certificate' && bytes[0] === 0x30;
    document.getElementById(input.dataset.readInto).value = isBinary
      ? btoa(String.fromCharCode(...bytes))
      : new TextDecoder().decode(bytes);
  });
}

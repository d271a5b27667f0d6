// Prints the call that starts the SDK. With the SDK on the page, the same object goes into it.
const options = window.chatroomOptions;
const reveal = document.getElementById("reveal");

function show() {
  const token = reveal.checked ? options.token : "•".repeat(8);
  const call = `Chatroom.getInstance(${JSON.stringify({ ...options, token }, null, 2)});`;
  document.getElementById("options").textContent = call;
}

if (options) {
  show();
  reveal.addEventListener("change", show);
}

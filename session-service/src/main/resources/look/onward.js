// On the page that signs out of applications: leads on once their frames are there; without this script, the link does.
'use strict';

(() => {
  const onward = document.getElementById('onward');
  if (!onward) return;
  const PATIENCE = 5000;
  let left = false;
  const leave = () => {
    if (!left) location.replace(onward.href);
    left = true;
  };
  // Comes when all frames have loaded, or failed to.
  addEventListener('load', leave);
  setTimeout(leave, PATIENCE);
})();

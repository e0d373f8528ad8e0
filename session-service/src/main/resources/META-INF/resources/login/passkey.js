// Passkeys on the sign-in page and on the page after it; without this script, both work with a password.
'use strict';

(() => {
  const element = id => document.getElementById(id);
  const bytes = text =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const text = buffer =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const say = message => { element('passkey-message').textContent = message; };
  // By the user, who need not be told, or by the next try.
  const cancelled = error => error.name === 'NotAllowedError' || error.name === 'AbortError';

  async function post(path, body, headers) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(content.detail), { code: content.code });
    return content;
  }

  let waiting = new AbortController();
  let lastOptions = Promise.resolve();

  // One after the other: the first answer brings the cookie that the next challenge is for.
  function signInOptions() {
    lastOptions = lastOptions.catch(() => {}).then(() => post('/sessions/passkey/options'));
    return lastOptions;
  }

  // What the sign-in is sent, of the passkey that the user chooses.
  async function assertion(mediation) {
    const signal = waiting.signal;
    const options = await signInOptions();
    const credential = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge) },
      mediation,
      signal,
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
    return {
      id: credential.id,
      response: {
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : undefined,
      },
    };
  }

  const leadOn = () => location.assign(document.querySelector('input[name=return_to]').value);

  async function signIn(mediation) {
    await post('/sessions/passkey', await assertion(mediation));
    leadOn();
  }

  async function signInBesidesPassword() {
    const passkey = await assertion('optional');
    await post('/sessions', { username: element('username').value, password: element('password').value, passkey });
    leadOn();
  }

  async function register() {
    const csrf = { 'X-CSRF-Token': document.querySelector('input[name=csrf_token]').value };
    const options = await post('/account/passkeys/options', undefined, csrf);
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: options.excludeCredentials.map(each => ({ ...each, id: bytes(each.id) })),
      },
    });
    const response = credential.response;
    await post('/account/passkeys', {
      name: element('passkey-name').value.trim() || 'Passkey',
      credential: {
        response: {
          clientDataJSON: text(response.clientDataJSON),
          attestationObject: text(response.attestationObject),
          transports: response.getTransports ? response.getTransports() : [],
        },
      },
    }, csrf);
  }

  async function offerSignIn(button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      waiting.abort();
      waiting = new AbortController();
      say('');
      try {
        await signIn('optional');
      } catch (error) {
        say(cancelled(error) ? '' : 'This passkey does not sign you in here.');
      }
    });
    // Among the names that the browser suggests for the username, where it can do that.
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) {
      try {
        await signIn('conditional');
      } catch (error) {
        say(cancelled(error) ? '' : 'This passkey does not sign you in here.');
      }
    }
  }

  function offerFactor(button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (!button.ownerDocument.forms[0].reportValidity()) return;
      waiting.abort();
      waiting = new AbortController();
      say('');
      try {
        await signInBesidesPassword();
      } catch (error) {
        say(cancelled(error) ? ''
          : error.code === 'too_many_attempts' ? error.message
          : 'The password is not right, or the passkey is not one of this account.');
      }
    });
  }

  function offerRegistration(section) {
    section.hidden = false;
    element('passkey-register').addEventListener('click', async () => {
      try {
        await register();
        say('The passkey is added.');
      } catch (error) {
        if (error.code === 'insufficient_user_authentication') {
          location.assign('/login?prompt=login&return_to=/login/welcome');
        } else if (error.name === 'InvalidStateError') {
          say('This device has a passkey for your account already.');
        } else {
          say(cancelled(error) ? '' : error.code ? error.message : 'The passkey could not be added.');
        }
      }
    });
  }

  if (!window.PublicKeyCredential) return;
  if (element('passkey-sign-in')) offerSignIn(element('passkey-sign-in'));
  if (element('passkey-factor')) offerFactor(element('passkey-factor'));
  if (element('passkey-add')) offerRegistration(element('passkey-add'));
})();

// Passkeys on the sign-in page and on the account's page that adds one; without this script, one signs in with a password.
'use strict';

(() => {
  const element = id => document.getElementById(id);
  const bytes = text =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const text = buffer =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  // What is said in the page's language stands at the place where it is shown; here is what pages leave out.
  const ENGLISH = {
    refused: 'This passkey does not sign you in here.',
    away: 'The sign-in service could not be reached. Please try again.',
    pause: 'There were too many tries. Please try again %s.',
    taken: 'This device has a passkey for your account already.',
    full: 'You have as many passkeys as you can; please remove one first.',
    failed: 'The passkey could not be added.',
  };
  // In the words of the page's language: "in 40 seconds".
  const when = seconds => {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang);
    return seconds > 120 ? words.format(Math.ceil(seconds / 60), 'minute') : words.format(seconds, 'second');
  };
  const say = (what, error) => {
    const place = element('passkey-message');
    place.textContent = what ? (place.dataset[what] ?? ENGLISH[what]).replace('%s', when(error?.wait ?? 60)) : '';
  };
  // By the user, who need not be told, or by the next try.
  const cancelled = error => error.name === 'NotAllowedError' || error.name === 'AbortError';

  async function post(path, body, headers) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    // What stands between may answer with a page.
    const content = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      const wait = Number(answer.headers.get('Retry-After')) || undefined;
      throw Object.assign(new Error(content.detail), { code: content.code, status: answer.status, wait });
    }
    return content;
  }

  // Only a refusal is about the passkey.
  const notSignedIn = error =>
    error.status === 429 ? 'pause'
      : error.status === 401 || error instanceof DOMException ? 'refused'
      : 'away';

  // Milliseconds; challenges are good for five minutes, and a page may be open for longer.
  const RENEWED_AFTER = 4 * 60 * 1000;
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
    const options = await signInOptions().catch(error => {
      // Only the page asked: whoever signs in otherwise need not hear that it was in vain.
      throw Object.assign(error, { unasked: mediation === 'conditional' });
    });
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
    const given = await assertion(mediation);
    // Whether to stay signed in is asked on the page, but of those whose session goes on.
    await post('/sessions/passkey', { ...given, remember: document.querySelector('input[name=remember]')?.checked });
    leadOn();
  }

  async function proveFactor(action) {
    await post(action, await assertion('optional'));
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

  // Among the names that the browser suggests for the username, where it can do that; until the button is pressed.
  async function suggest() {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    let failures = 0;
    for (;;) {
      const mine = new AbortController();
      waiting = mine;
      let renewed = false;
      const renewal = setTimeout(() => {
        renewed = true;
        mine.abort();
      }, RENEWED_AFTER);
      try {
        await signIn('conditional');
        return;
      } catch (error) {
        if (waiting !== mine) return;
        if (renewed && cancelled(error)) continue;
        if (cancelled(error) || error.unasked) return;
        say(notSignedIn(error), error);
        // What was said of one passkey may not be said of the next; but where nobody chooses, this has to end.
        if (error instanceof DOMException || ++failures === 5) return;
      } finally {
        clearTimeout(renewal);
      }
    }
  }

  function offerSignIn(button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      waiting.abort();
      const mine = new AbortController();
      waiting = mine;
      say('');
      try {
        await signIn('optional');
      } catch (error) {
        if (waiting !== mine) return;
        say(cancelled(error) ? '' : notSignedIn(error), error);
        suggest();
      }
    });
    suggest();
  }

  function offerFactor(button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      waiting.abort();
      waiting = new AbortController();
      say('');
      try {
        await proveFactor(button.dataset.action);
      } catch (error) {
        // The page says what to do next where the sign-in has gone.
        if (error.code === 'sign_in_expired' || error.code === 'signed_out') location.reload();
        say(cancelled(error) ? '' : notSignedIn(error), error);
      }
    });
  }

  const notAdded = error =>
    error.name === 'InvalidStateError' || error.code === 'taken' ? 'taken'
      : error.code === 'too_many_passkeys' ? 'full'
      : error.code === 'too_many_attempts' ? 'pause'
      : 'failed';

  function offerRegistration(form) {
    form.hidden = false;
    element('passkey-none').hidden = true;
    const button = element('passkey-register');
    form.addEventListener('submit', async event => {
      event.preventDefault();
      button.disabled = true;
      say('');
      try {
        await register();
        location.assign(form.dataset.done);
      } catch (error) {
        button.disabled = false;
        // The page itself asks for a recent sign-in, and is as good as new after it.
        if (error.status === 401 || error.code === 'insufficient_user_authentication') location.reload();
        else say(cancelled(error) ? '' : notAdded(error), error);
      }
    });
  }

  if (!window.PublicKeyCredential) return;
  if (element('passkey-sign-in')) offerSignIn(element('passkey-sign-in'));
  if (element('passkey-factor')) offerFactor(element('passkey-factor'));
  if (element('passkey-add')) offerRegistration(element('passkey-add'));
})();

// Tells the window that opened Connect how it went, in the words of the JavaScript SDK, and closes this one.
// Without such a window the page stays, for whoever reads it.
{
  const { opener, location } = window;
  const query = new URLSearchParams(location.search);
  // Base64 as the SDK made it: its plus signs are no spaces.
  const plain = new URLSearchParams(location.search.replaceAll('+', '%2B'));
  const servedBy = new URL(document.currentScript.src).origin;

  if (opener) {
    const message = {
      name: 'SmartcarAuthMessage',
      isSmartcarHosted: servedBy === location.origin,
      code: query.get('code'),
      error: query.get('error'),
      errorDescription: query.get('error_description'),
      state: plain.get('state'),
      vin: query.get('vin'),
      make: query.get('make'),
      model: query.get('model'),
      year: query.get('year'),
      virtualKeyUrl: query.get('virtual_key_url'),
      userId: query.get('user_id'),
    };
    if (query.has('external_id')) message.externalId = query.get('external_id');
    // Only a window of that origin gets it.
    opener.postMessage(message, query.get('app_origin') || location.origin);
    window.close();
  }
}

/**
 * Makes an element's content equal to the given fragment's by changing only what differs, so that focus,
 * pressed buttons and running transitions survive. Elements marked `data-busy` are left alone.
 */
export const morphChildren = (now, next) => {
  const wanted = [...next.childNodes];
  wanted.forEach((node, index) => {
    const present = now.childNodes[index];
    if (present === undefined) now.append(node);
    else if (sameKind(present, node)) morphNode(present, node);
    else placeBefore(now, present, node);
  });
  while (now.childNodes.length > wanted.length) now.lastChild.remove();
};

const sameKind = (present, node) =>
  present.nodeName === node.nodeName && keyOf(present) === keyOf(node);

/** Cards and forms are told apart by what they are for; two of a kind are one that changed. */
const keyOf = (node) =>
  node.nodeType === Node.ELEMENT_NODE
    ? node.id || node.getAttribute('aria-labelledby') || node.getAttribute('role') || ''
    : '';

/** A card that appears or leaves moves the others instead of rewriting them. */
const placeBefore = (parent, present, node) => {
  const further = [...parent.childNodes].find(
    (candidate) =>
      candidate.compareDocumentPosition(present) & Node.DOCUMENT_POSITION_PRECEDING &&
      keyOf(candidate) !== '' &&
      sameKind(candidate, node),
  );
  if (further === undefined) {
    present.before(node);
    return;
  }
  present.before(further);
  morphNode(further, node);
};

const morphNode = (present, node) => {
  if (present.nodeType !== Node.ELEMENT_NODE) {
    if (present.nodeValue !== node.nodeValue) present.nodeValue = node.nodeValue;
    return;
  }
  if (present.hasAttribute('data-busy') || present.isEqualNode(node)) return;
  for (const { name } of [...present.attributes]) {
    if (!node.hasAttribute(name)) present.removeAttribute(name);
  }
  for (const { name, value } of node.attributes) {
    if (present.getAttribute(name) !== value) present.setAttribute(name, value);
  }
  morphChildren(present, node);
};

/** Words that stand for a value that somebody else has to fill in, or for none. */
const NOTHING = new Set(
  `null nil none undefined true false yes no on off todo tbd fixme unset empty n/a na example sample placeholder
  redacted masked hidden dummy string value text optional required enabled disabled default auto automatic random
  generated unknown insert-here`.split(/\s+/),
);

const PLACEHOLDER_PARTS: readonly RegExp[] = [
  /^(.)\1{2,}$/s, // xxxxx, ****, ......, 00000
  /^[*.x_•-]+$/i,
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^(?:my|your|our|the|some|an?)[-_ ]/i,
  /(?:^|[^a-z])your[-_ ]/i,
  /^your[a-z]*(?:password|token|secret|key)/i,
  /replace[-_ ]?(?:me|this|with)|[-_]here$|placeholder|redacted|fill[-_ ]?(?:me|in)|set[-_ ]?me|to[-_ ]?be[-_ ]?(?:set|filled|replaced)/i,
  /^(?:insert|enter|paste|put|add|use|see|provide|specify)[-_ ]/i,
  /(?:^|[-_ ])(?:example|placeholder|dummy|sample|todo|fixme)(?:[-_ ]|$)/i,
  /x{5,}|\*{4,}|\.{4,}|EXAMPLE/,
];

/** Whether `value` only shows where a value goes: `<your-token>`, `REPLACE_ME`, `xxxxx`, `****`, `null`, nothing. */
export function isPlaceholder(value: string): boolean {
  if (value === '' || NOTHING.has(value.toLowerCase())) return true;
  return value.length <= 512 && PLACEHOLDER_PARTS.some((part) => part.test(value));
}

const REFERENCES: readonly RegExp[] = [
  /\{\{|\$\{|\$\(|<%|#\{/, // templates of Helm, shells, Kubernetes, ERB
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_]\w*%?$|^%[-+#]?[({[]|%[svqd](?!\w)/,
  /\{[A-Za-z_][\w.:-]*\}|^\{.*\}$/, // an interpolation of Python, a URI template
  /^@[A-Za-z_]\w*@$/,
  /^__\w+__$/,
  /^(?:\.{0,2}|~)\/[\w.@~+-]+(?:\/[\w.@~+-]*)*$/, // a path; a base64 value that begins with a slash has other characters or none
  /^[A-Za-z]:\\/,
  /^(?:file|env|vault|op|sm|ssm|ref\+[a-z0-9]+|secret|secretref|secrets?manager|awssm|gcpsm|azurekv|bws|k8s|kms):/i,
  /^arn:[a-z-]+:/,
  /^projects\/[\w-]+\/secrets\//,
  /^!(?:Ref|Sub|GetAtt|vault|env)\b/i,
  /^(?:process\.env|os\.environ|os\.getenv|System\.getenv|secrets|var|local|data|env|vars|inputs)[.[(]/,
];

/** Whether `value` says where the value is: a template, a variable, a path, a secret manager's address. */
export function isReference(value: string): boolean {
  const head = value.slice(0, 1024);
  return REFERENCES.some((reference) => reference.test(head));
}

const CIPHERS: readonly RegExp[] = [
  /^(?:ENC\[|ENC\(|\{cipher\}|\$ANSIBLE_VAULT|AgA|AgB|age1|vault:v\d+:)/,
  /^\$(?:2[abxy]?|1|5|6|y|7|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*)\$/,
  /^(?:\{(?:S?SHA\d*|CRYPT|bcrypt|noop-hash)\}|SCRAM-SHA-\d+\$|pbkdf2[:_])/i,
  /^(?:sha(?:1|224|256|384|512)|md5)[:-]/i,
];

/** Whether `value` is sealed or one-way: SOPS, Ansible Vault, sealed secrets, a password hash, a digest. */
export function isSealedOrHashed(value: string): boolean {
  return CIPHERS.some((cipher) => cipher.test(value));
}

/** Whether `value` is a number, a duration, a size, a date or a version. */
export function isMeasure(value: string): boolean {
  return /^[+-]?\d+(?:\.\d+){0,3}(?:[a-z%]{1,7})?$|^(?:\d+(?:ns|us|ms|s|m|h|d|w|y))+$|^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$|^v\d+(?:\.\d+)*$/i.test(
    value,
  );
}

const INVENTED =
  /EXAMPLE|example|x{5}|X{5}|\*{3}|\.{3}|(.)\1{6}|abcdefgh|ABCDEFGH|12345678|01234567|deadbeefdead|czZCaGRSa3F0Mzpn/;

/** Whether `secret`, of a published format, is one that documentation shows: `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxx`, RFC 6749's client. */
export function isInvented(secret: string): boolean {
  return INVENTED.test(secret);
}

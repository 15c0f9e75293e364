import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a pipe into a shell',
      reports: ['piped'],
      dockerfile: `FROM debian:12.11
RUN curl -fsSL https://example.com/install.sh | tr -d '\\r' | bash -s -- --yes
`,
    },
    {
      name: 'a substitution that a shell runs',
      reports: ['piped', 'piped'],
      dockerfile: `FROM debian:12.11
RUN sh -c "$(wget -qO- https://example.com/install.sh)" && bash <(curl -fsSL https://example.com/more.sh)
`,
    },
  ],
  good: [
    {
      name: 'a script that is compared with its checksum first',
      dockerfile: `FROM debian:12.11
RUN curl -fsSLo install.sh https://example.com/install-1.4.2.sh \\
  && echo "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  install.sh" | sha256sum -c \\
  && sh install.sh
`,
    },
    {
      name: 'a program that only looks at what is fetched',
      dockerfile: `FROM debian:12.11
RUN curl -fsSL https://example.com/version.json | python3 -c 'import json, sys; print(json.load(sys.stdin)["version"])'
`,
    },
  ],
};

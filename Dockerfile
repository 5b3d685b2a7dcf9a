# Stage 1 bundles everything into one file; nothing of node_modules reaches the image (docs/adr/0001-one-bundle.md).
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
# The sources are not there yet, so nothing can be prepared.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY hooks ./hooks
RUN npm run build

FROM node:20.20.2-bookworm-slim
LABEL org.opencontainers.image.title="vmop" \
      org.opencontainers.image.description="VictoriaMetrics on Kubernetes: hooks for Metacontroller, admission and command line" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="v0.1.0"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=0:0 --chmod=0444 /src/dist/vmop.mjs ./vmop.mjs
USER 65532:65532
EXPOSE 8085 8080 9443
# Small heap steps: a sync over thousands of scrape objects leaves megabytes of garbage, which otherwise stays resident. The limit fits
# the memory limit in manifests/hooks.
ENTRYPOINT ["node", "--max-semi-space-size=4", "--max-old-space-size=512", "/app/vmop.mjs"]
CMD ["serve"]

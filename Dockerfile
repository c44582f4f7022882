# The product alone, without what builds and tests it. Node runs the TypeScript as it is.
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /house
COPY package.json package-lock.json ./
COPY bench/package.json bench/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY core core
COPY graph graph
COPY tools tools
COPY data data
COPY channels channels
COPY server server
RUN mkdir -p data/var && chown node data/var
USER node
EXPOSE 3000
# The same limits as npm start: without them the heap grows to whatever the machine has before anything is collected.
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=224", "server/main.ts"]

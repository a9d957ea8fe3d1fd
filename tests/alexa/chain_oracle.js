// Says of each chain whether Node's own certificates make it Alexa's, now or at `now` (milliseconds since 1970).
// In: [{chain, root, now}] as JSON. Out: [true, false, …].
"use strict";

const { readFileSync } = require("node:fs");
const { X509Certificate } = require("node:crypto");

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";
const SIGNER = "echo-api.amazon.com";

function parsed(part) {
  try {
    return part.includes(END) ? new X509Certificate(BEGIN + part.slice(0, part.indexOf(END)) + END) : null;
  } catch {
    return null;
  }
}

function holds(certificate, now) {
  return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}

function issued(certificate, issuer, now) {
  return issuer.ca && holds(issuer, now) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function leadsTo(root, certificate, others, now) {
  if (issued(certificate, root, now)) return true;
  return others.some((other) => {
    const rest = others.filter((one) => one !== other);
    return issued(certificate, other, now) && leadsTo(root, other, rest, now);
  });
}

function believed({ chain, root, now = Date.now() }) {
  const [leaf, ...others] = chain.split(BEGIN).slice(1).map(parsed);
  if (!leaf || !holds(leaf, now) || !leaf.checkHost(SIGNER, { wildcards: false, subject: "never" })) return false;
  const { asymmetricKeyType, asymmetricKeyDetails } = leaf.publicKey;
  if (asymmetricKeyType !== "rsa" || asymmetricKeyDetails.modulusLength < 2048) return false;
  return leadsTo(new X509Certificate(root), leaf, others.filter(Boolean), now);
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(believed)));

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Users;

namespace Platen.Grains.OAuth;

/// <summary>
/// Holds what a client shows against its record. A secret is hashed slowly once: then this silo knows the SHA-256 of the right one as long as the record has the same slow hash. Wrong ones are hashed <see cref="OAuthLimits.WrongSecretsMax"/>
/// times a minute; a client that is known here goes on meanwhile.
/// </summary>
internal sealed class ClientProofs(IRecordStore store, Secrets secrets, ICredentialKeys keys, ITries tries, TimeProvider time)
{
    private const int RememberedMax = 2_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(TenantId, ClientId), (string Hash, byte[] Sha256)> _known = new();
    private readonly ConcurrentDictionary<(TenantId, ClientId), (DateTimeOffset Until, int Count)> _wrong = new();

    /// <summary>The client, and whether it has proven that it is the one; no client: none is registered, or it is shut out.</summary>
    public async Task<(OAuthClient? Client, bool Proven)> CheckAsync(TenantId tenant, ClientProof proof, CancellationToken cancellationToken)
    {
        if (!ClientId.TryParse(proof.ClientId, out var id) || await store.FindOAuthClientAsync(tenant, id, cancellationToken) is not { Active: true } client)
        {
            return (null, false);
        }

        return (client, client.Authentication switch
        {
            _ when proof.Assertion.Length > 0 && client.Authentication != ClientAuthentication.PrivateKey => false,
            ClientAuthentication.None => proof.Secret.Length == 0,
            ClientAuthentication.Certificate => proof.Secret.Length == 0 && client.Certificates.Contains(proof.Certificate),
            ClientAuthentication.Secret => await IsSecretAsync(client, proof.Secret, cancellationToken),
            ClientAuthentication.PrivateKey => proof.Secret.Length == 0 && await IsAssertedAsync(client, proof, cancellationToken),
            _ => false,
        });
    }

    // counted over all gateways and silos, before it is believed: who has read an assertion along cannot use it beside the client
    private async Task<bool> IsAssertedAsync(OAuthClient client, ClientProof proof, CancellationToken cancellationToken)
    {
        var issuer = OAuthIssuer.Of(await store.FindTenantAsync(client.Tenant, cancellationToken), proof.PublicAddress);
        if (ClientAssertion.Check(proof.Assertion, client, [issuer, issuer + "/oauth2/token"], time.GetUtcNow()) is not { } assertion)
        {
            return false;
        }

        var use = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(assertion.Id)));
        return await tries.CountAsync(client.Tenant, $"oauth-jti:{client.Id}:{use}", OAuthLimits.AssertionLife + 2 * OAuthLimits.AssertionSkew, cancellationToken) == 1;
    }

    private async Task<bool> IsSecretAsync(OAuthClient client, string secret, CancellationToken cancellationToken)
    {
        if (secret.Length is 0 or > ClientSecret.LengthMax || client.SecretHash.Length == 0)
        {
            return false;
        }

        var key = (client.Tenant, client.Id);
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        if (_known.TryGetValue(key, out var known) && known.Hash == client.SecretHash && CryptographicOperations.FixedTimeEquals(known.Sha256, sha256))
        {
            return true;
        }

        if (!MayTry(key))
        {
            return false;
        }

        var pepper = PasswordPepper.Of((await keys.GetAsync(client.Tenant, cancellationToken)).AsSpan());
        if (!await secrets.VerifyAsync(client.SecretHash, secret, pepper, cancellationToken))
        {
            return false;
        }

        _wrong.TryRemove(key, out _);
        Bound(_known);
        _known[key] = (client.SecretHash, sha256);
        return true;
    }

    // counted before the hash, so that tries at the same time do not pass together
    private bool MayTry((TenantId, ClientId) key)
    {
        var now = time.GetUtcNow();
        Bound(_wrong);
        var (_, count) = _wrong.AddOrUpdate(key, _ => (now + Window, 1), (_, was) => was.Until <= now ? (now + Window, 1) : (was.Until, was.Count + 1));
        return count <= OAuthLimits.WrongSecretsMax;
    }

    private static void Bound<T>(ConcurrentDictionary<(TenantId, ClientId), T> entries)
    {
        if (entries.Count >= RememberedMax)
        {
            entries.Clear();
        }
    }
}

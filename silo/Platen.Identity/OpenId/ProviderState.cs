using Microsoft.IdentityModel.Tokens;
using Platen.Domain.OpenId;

namespace Platen.Identity.OpenId;

/// <summary>What is known of one provider: its metadata and keys, fetched when they are wanted, for everybody at once. An unknown key makes the keys be fetched anew, but not as often as somebody with made-up tokens likes.</summary>
internal sealed class ProviderState(IdentityProvider provider, TimeProvider time) : IDisposable
{
    private const int RsaBitsMin = 2_048;

    private readonly SemaphoreSlim _gate = new(1);
    private ProviderMetadata? _metadata;
    private DateTimeOffset _metadataAt;
    private IReadOnlyList<SecurityKey> _keys = [];
    private DateTimeOffset _keysAt = DateTimeOffset.MinValue;

    public HttpClient Client { get; } = ProviderHttp.Create(provider);

    public async Task<ProviderMetadata> MetadataAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_metadata is null || time.GetUtcNow() - _metadataAt > OpenIdLimits.Fresh)
            {
                _metadata = ProviderMetadata.Read(provider, await ProviderHttp.GetAsync(Client, ProviderMetadata.AddressOf(provider), null, cancellationToken));
                _metadataAt = time.GetUtcNow();
            }

            return _metadata;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The keys that may have signed a token.</summary>
    public async Task<IReadOnlyList<SecurityKey>> KeysAsync(string keyId, CancellationToken cancellationToken)
    {
        var metadata = await MetadataAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var age = time.GetUtcNow() - _keysAt;
            var unknown = keyId.Length > 0 && _keys.All(key => key.KeyId != keyId);
            if (age > OpenIdLimits.Fresh || (unknown && age >= OpenIdLimits.RefetchAfter))
            {
                // also a failed try counts
                _keysAt = time.GetUtcNow();
                var json = await ProviderHttp.GetAsync(Client, metadata.Keys, null, cancellationToken);
                _keys = Usable(new JsonWebKeySet(json.GetRawText()));
            }

            return _keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        Client.Dispose();
    }

    private static List<SecurityKey> Usable(JsonWebKeySet set) =>
        [.. set.Keys.Where(key => key.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && key.Use is null or "" or JsonWebKeyUseNames.Sig && (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || key.KeySize >= RsaBitsMin)).Take(OpenIdLimits.KeysMax)];
}

using Platen.Domain.OpenId;
using Platen.Domain.Ports;

namespace Platen.Grains.Tests.Support;

/// <summary>An identity provider in memory: each code is somebody.</summary>
internal sealed class MemoryProvider : IOpenIdClient
{
    public Dictionary<string, OpenIdIdentity> Codes { get; } = [];

    public bool NamesItself { get; set; }

    public List<string> Secrets { get; } = [];

    /// <summary>Why the next answers are not believed; null: they are.</summary>
    public OpenIdRefusedException? Refusal { get; set; }

    public Task<OpenIdEndpoints> DiscoverAsync(IdentityProvider provider, CancellationToken cancellationToken) => Task.FromResult(new OpenIdEndpoints("https://idp.test/authorize", NamesItself));

    public Task<OpenIdIdentity> RedeemAsync(IdentityProvider provider, string secret, OpenIdTicket ticket, string code, CancellationToken cancellationToken)
    {
        Secrets.Add(secret);
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        return Codes.TryGetValue(code, out var identity) ? Task.FromResult(identity) : throw new OpenIdRefusedException("The code is refused.");
    }
}

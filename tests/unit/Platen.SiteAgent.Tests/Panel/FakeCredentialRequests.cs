using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>The server's answers about cards and PINs, as a test sets them, and what it was asked.</summary>
internal sealed class FakeCredentialRequests : ICredentialRequests
{
    public string Refusal { get; set; } = "";

    public List<string> Asked { get; } = [];

    public Task<string> RegisterCardAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken)
    {
        Asked.Add($"card {number} for {user} at {device}");
        return Task.FromResult(Refusal);
    }

    public Task<(string Pin, string Refusal)> IssuePinAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        Asked.Add($"pin for {user} at {device}");
        return Task.FromResult(Refusal.Length > 0 ? ("", Refusal) : ("739184", ""));
    }
}

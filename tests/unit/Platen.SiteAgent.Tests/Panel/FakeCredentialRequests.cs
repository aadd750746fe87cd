using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>The answers about cards and PINs, as a test sets them, and what was asked.</summary>
internal sealed class FakeCredentialRequests : ICredentialRequests
{
    public string Refusal { get; set; } = "";

    public string Pending { get; set; } = "";

    public List<string> Asked { get; } = [];

    public Task<CredentialAnswer> RegisterCardAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken)
    {
        Asked.Add($"card {number} for {user} at {device}");
        return Task.FromResult(Answer(""));
    }

    public Task<CredentialAnswer> IssuePinAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        Asked.Add($"pin for {user} at {device}");
        return Task.FromResult(Answer("739184"));
    }

    private CredentialAnswer Answer(string pin) =>
        Refusal.Length > 0 ? CredentialAnswer.Refused(Refusal) : Pending.Length > 0 ? CredentialAnswer.Pending(Pending) : CredentialAnswer.Done(pin);
}

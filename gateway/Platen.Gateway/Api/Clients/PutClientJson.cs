namespace Platen.Gateway.Api.Clients;

/// <summary>A client that was registered or changed, with its secret where one was made: it is shown this once.</summary>
internal sealed record PutClientJson(string Id, string? Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(PutClientJson)} {{ {Id} }}";
}

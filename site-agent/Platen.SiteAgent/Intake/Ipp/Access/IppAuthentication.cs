using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake.Ipp.Access;

/// <summary>What a request's password proves.</summary>
/// <param name="User">Who sends it; null: nothing is proven.</param>
/// <param name="IsRefused">There was a password, and it is wrong, locked or throttled: which, is not told. Or it is an initial one, which is told to who knows it.</param>
internal sealed record IppAuthentication(ReplicaUser? User, bool IsRefused)
{
    public static readonly IppAuthentication Nobody = new(User: null, IsRefused: false);

    public static readonly IppAuthentication Refused = new(User: null, IsRefused: true);

    /// <summary>What the sender is told beside that a password is asked for; empty: nothing.</summary>
    public string Advice { get; init; } = "";

    /// <summary>When another try makes sense; null: at once.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

namespace Platen.Desktop.Sessions;

/// <summary>The login of this user on this machine, as it is kept.</summary>
internal sealed record StoredLogin
{
    /// <summary>The server that it is at.</summary>
    public required Uri Server { get; init; }

    /// <summary>The client that it was made for.</summary>
    public required string ClientId { get; init; }

    /// <summary>The user's login name there.</summary>
    public required string LoginName { get; init; }

    /// <summary>The user's name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When that ends.</summary>
    public required DateTimeOffset AccessEndsAt { get; init; }

    /// <summary>The refresh token: good once.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>When the user logged in.</summary>
    public required DateTimeOffset LoggedInAt { get; init; }

    /// <summary>When a command last used it: what idle time is counted from (AU18).</summary>
    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>How long the server lets it be idle, as it said last; null: it did not say.</summary>
    public TimeSpan? ServerIdle { get; init; }

    /// <summary>Without tokens.</summary>
    public override string ToString() => $"{nameof(StoredLogin)} {{ {LoginName} at {Server} }}";
}

using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Domain.Users;

/// <summary>A panel session ended (AU17, AU19).</summary>
public sealed record LoggedOut : FactBody
{
    /// <summary>The device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who was logged in.</summary>
    public UserId? User { get; init; }

    /// <summary>The panel session.</summary>
    public required string Session { get; init; }

    /// <summary>It ended because nobody did anything.</summary>
    public bool ByTimeout { get; init; }
}

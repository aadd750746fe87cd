namespace Platen.Identity.OpenId;

/// <summary>Bounds of what is taken from a provider.</summary>
internal static class OpenIdLimits
{
    /// <summary>Largest answer, in bytes.</summary>
    public const int AnswerBytesMax = 256 * 1_024;

    /// <summary>Largest token, in bytes.</summary>
    public const int TokenBytesMax = 64 * 1_024;

    /// <summary>Most keys of a provider.</summary>
    public const int KeysMax = 64;

    /// <summary>Most groups that a claim is read of.</summary>
    public const int GroupsMax = 200;

    /// <summary>Providers that are remembered.</summary>
    public const int ProvidersMax = 100;

    /// <summary>How long one request may take.</summary>
    public static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(10);

    /// <summary>How long metadata and keys are good.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Keys are fetched for the sake of an unknown key not more often than that.</summary>
    public static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(1);

    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
}

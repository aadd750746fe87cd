namespace Platen.Store.Records;

/// <summary>Kinds of <c>platen.small_records</c>; they are kept in rows, so they only grow.</summary>
internal static class SmallKinds
{
    public const string Directory = "directory";

    public const string DirectoryState = "directory-state";

    public const string DirectoryRun = "directory-run";

    public const string IdentityProvider = "identity-provider";

    public const string OpenIdUse = "openid-use";

    public const string OAuthClient = "oauth-client";

    public const string MailSettings = "mail-settings";

    /// <summary>The id where a tenant has one record of a kind at most.</summary>
    public const string Sole = "sole";
}

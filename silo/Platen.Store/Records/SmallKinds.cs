using Platen.Domain.Codebooks;
using Platen.Store.Json;

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

    public const string Codebook = "codebook";

    public const string Code = "code";

    /// <summary>The id where a tenant has one record of a kind at most.</summary>
    public const string Sole = "sole";

    /// <summary>The id of a code: a codebook's id has no slash, so those of one codebook stand together.</summary>
    public static string CodeId(CodebookId codebook, string value) => $"{codebook}/{CleanText.Of(value)}";

    /// <summary>What comes behind all codes of a codebook: the character after the slash.</summary>
    public static string CodesEnd(CodebookId codebook) => $"{codebook}0";
}

using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Console.Pages.OAuth;

/// <summary>What adding and changing a client share.</summary>
public abstract class ClientPage : ConsolePage
{
    private const string PemEnd = "-----END PUBLIC KEY-----";
    private static readonly char[] Separators = [' ', ',', ';', '\r', '\n'];

    /// <inheritdoc/>
    public override string Section => "clients";

    /// <summary>A new secret, shown in this one answer and never again; null: none.</summary>
    public string? Secret { get; protected set; }

    /// <summary>The grants that are ticked.</summary>
    public ImmutableArray<OAuthGrant> TickedGrants { get; protected set; } = [];

    /// <summary>The scopes that are ticked.</summary>
    public ImmutableArray<Right> Ticked { get; protected set; } = [];

    /// <summary>The ways to prove oneself.</summary>
    internal static IReadOnlyList<(string Value, string Text)> Authentications => [.. new[] { ClientAuthentication.None, ClientAuthentication.Secret, ClientAuthentication.Certificate, ClientAuthentication.PrivateKey }.Select(kind => (kind.ToString().ToLowerInvariant(), ClientWords.Of(kind)))];

    /// <summary>The ways to tokens.</summary>
    internal static IEnumerable<OAuthGrant> Ways => Enum.GetValues<OAuthGrant>().Where(grant => grant != OAuthGrant.Unspecified);

    /// <summary>The rights by area.</summary>
    public static IEnumerable<IGrouping<string, RightInfo>> Areas => RightCatalog.All.GroupBy(info => info.Area);

    /// <summary>Reads the form.</summary>
    protected PutClient Read(ClientId id, bool isNew)
    {
        TickedGrants = [.. Words("grant").Select(OAuthWords.Grant).Where(grant => grant != OAuthGrant.Unspecified)];
        Ticked = [.. Words("scope").Select(word => RightCatalog.TryParse(word, out var right) ? right : Right.Unspecified).Where(right => right != Right.Unspecified)];
        return new PutClient
        {
            Client = id,
            IsNew = isNew,
            Name = Form.Text("name"),
            Authentication = Form.Word<ClientAuthentication>("authentication"),
            Grants = TickedGrants,
            RedirectAddresses = [.. Form.Value("redirectAddresses").Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries)],
            Scopes = Ticked,
            Sites = [.. Words("sites").Select(ReadSite).OfType<SiteId>()],
            Certificates = [.. Words("certificates").Select(text => text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant())],
            MayIntrospect = Form.Checked("mayIntrospect"),
            IsDesktop = Form.Checked("isDesktop"),
            Keys = [.. Form.Value("keys").Split(PemEnd, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(key => key + "\n" + PemEnd)],
        };
    }

    private SiteId? ReadSite(string text)
    {
        if (SiteId.TryParse(text, out var site))
        {
            return site;
        }

        Form.Add("sites", $"'{text}' is no site's id.");
        return null;
    }

    private string[] Words(string name) => Form.Value(name).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}

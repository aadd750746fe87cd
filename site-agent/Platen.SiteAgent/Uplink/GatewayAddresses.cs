using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Uplink;

/// <summary>
/// The gateways that this agent may dial: those that the cluster named at the last link, kept on disk, and behind them the one that it enrolled at. It stays with one while that answers; when it does not, the next one is dialled. Agents
/// begin at different places of the list, so that they spread over the gateways, and over those that are left when one dies.
/// </summary>
internal sealed partial class GatewayAddresses
{
    /// <summary>Addresses kept.</summary>
    public const int AddressesMax = 16;

    private const int CharsMax = 300;

    private readonly KeptText _kept;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly int _first = Random.Shared.Next();
    private Uri[] _known;
    private Uri? _dialled;
    private int _turn;

    public GatewayAddresses(AgentFolders folders, ILogger<GatewayAddresses> logger)
    {
        (_kept, _logger) = (new KeptText(Path.Combine(folders.Root, "gateways"), logger), logger);
        _known = Read((_kept.Read() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The gateway to dial now.</summary>
    /// <param name="enrolledAt">The one that the agent enrolled at.</param>
    public Uri Current(Uri enrolledAt)
    {
        lock (_gate)
        {
            // the enrolled one may be a name for all of them, or gone for long: it comes last, and only if it is not among them
            var all = _known.Contains(enrolledAt) ? _known.Length : _known.Length + 1;
            var place = _turn % all;
            return _dialled = place == _known.Length ? enrolledAt : _known[(_first + place) % _known.Length];
        }
    }

    /// <summary>The current one does not answer.</summary>
    public void Next()
    {
        lock (_gate)
        {
            _turn = (_turn + 1) & int.MaxValue;
        }
    }

    /// <summary>What the cluster names at a link. What is no address of a server is left out; none at all changes nothing.</summary>
    public void Learn(IEnumerable<string> named)
    {
        var next = Read(named);
        lock (_gate)
        {
            if (next.Length == 0 || next.SequenceEqual(_known))
            {
                return;
            }

            _kept.Replace(string.Concat(next.Select(address => $"{address}\n")));
            // the link that stands is left alone; when it breaks, the one behind it in the list is next
            _known = next;
            _turn = Math.Max(0, Enumerable.Range(0, next.Length).ToList().FindIndex(place => next[(_first + place) % next.Length] == _dialled));
        }

        LogLearned(string.Join(", ", next.Select(address => address.Authority)));
    }

    private static Uri[] Read(IEnumerable<string> named) => [.. named
        .Take(AddressesMax)
        .Where(text => text.Length <= CharsMax)
        .Select(text => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/" ? new Uri(address.GetLeftPart(UriPartial.Authority)) : null)
        .OfType<Uri>()
        .Distinct()];

    [LoggerMessage(2104, LogLevel.Information, "The cluster's gateways are {Gateways}")]
    private partial void LogLearned(string gateways);
}

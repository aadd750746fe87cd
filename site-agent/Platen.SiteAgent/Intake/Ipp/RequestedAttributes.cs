using System.Collections.Frozen;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>requested-attributes (RFC 8011, 4.2.5.1): names, groups of names, or all.</summary>
internal sealed class RequestedAttributes
{
    private readonly bool _isAll;
    private readonly FrozenSet<string> _names;

    private RequestedAttributes(bool isAll, FrozenSet<string> names) => (_isAll, _names) = (isAll, names);

    /// <summary>Everything.</summary>
    public static RequestedAttributes All { get; } = new(isAll: true, FrozenSet<string>.Empty);

    /// <summary>These and no more.</summary>
    public static RequestedAttributes Of(params string[] names) => new(isAll: false, names.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>What the request asks for; what it does not say is <paramref name="otherwise"/>.</summary>
    public static RequestedAttributes Read(IppMessage request, RequestedAttributes otherwise)
    {
        if (request.OperationAttributes.Find(IppNames.RequestedAttributes) is not { } attribute)
        {
            return otherwise;
        }

        var names = attribute.AsStrings().ToFrozenSet(StringComparer.Ordinal);
        return new RequestedAttributes(names.Contains("all"), names);
    }

    /// <summary>Whether an attribute of that group is asked for.</summary>
    public bool Wants(string name, string group) => _isAll || _names.Contains(name) || _names.Contains(group);

    /// <summary>Whether it is asked for by name; for attributes too large to be in "all".</summary>
    public bool WantsByName(string name) => _names.Contains(name);
}

using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>A <c>collection</c> value (RFC 8010 section 3.1.6). Two collections are equal only if they share their members.</summary>
/// <param name="Members">The member attributes in their order; values may be collections again.</param>
public sealed record IppCollectionValue(ImmutableArray<IppAttribute> Members) : IppValue(IppTag.BeginCollection)
{
    /// <summary>The first member of that name, or null.</summary>
    public IppAttribute? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }
}

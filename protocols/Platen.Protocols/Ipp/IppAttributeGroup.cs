using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>A group of attributes after its delimiter tag (RFC 8010 section 3.1.3).</summary>
public sealed class IppAttributeGroup
{
    /// <summary>Makes a group.</summary>
    /// <param name="tag">A delimiter tag other than end-of-attributes.</param>
    /// <param name="attributes">The attributes in their order; may be empty.</param>
    public IppAttributeGroup(IppTag tag, ImmutableArray<IppAttribute> attributes)
    {
        if (tag is IppTag.Unspecified or IppTag.EndOfAttributes or > IppTag.LastDelimiter)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, "a group begins with a delimiter tag from 0x01 to 0x0F other than 0x03");
        }

        Tag = tag;
        Attributes = attributes.IsDefault ? [] : attributes;
    }

    /// <summary>Operation attributes without any attribute.</summary>
    internal static readonly IppAttributeGroup EmptyOperation = new(IppTag.OperationAttributes, []);

    /// <summary>The delimiter tag.</summary>
    public IppTag Tag { get; }

    /// <summary>The attributes in their order.</summary>
    public ImmutableArray<IppAttribute> Attributes { get; }

    /// <summary>The first attribute of that name, or null.</summary>
    public IppAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The characters of the named attribute's first value; null if it is absent or of another kind.</summary>
    public string? GetString(string name) => Find(name)?.AsString();

    /// <summary>The number of the named attribute's first value; null if it is absent or of another kind.</summary>
    public int? GetInteger(string name) => Find(name)?.AsInteger();

    /// <summary>The boolean of the named attribute's first value; null if it is absent or of another kind.</summary>
    public bool? GetBoolean(string name) => Find(name)?.AsBoolean();
}

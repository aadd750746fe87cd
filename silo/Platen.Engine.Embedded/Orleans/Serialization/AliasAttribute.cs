namespace Orleans;

/// <summary>The name of a type or method on the wire, so that it can be renamed or moved in code.</summary>
/// <param name="alias">The name; it never changes.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}

namespace Orleans;

/// <summary>Which members of a message get ids without an <see cref="IdAttribute"/>.</summary>
public enum GenerateFieldIds
{
    /// <summary>None.</summary>
    None,

    /// <summary>The public properties.</summary>
    PublicProperties,
}

namespace Orleans.Concurrency;

/// <summary>Calls of this method may interleave with each other, not with other calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}

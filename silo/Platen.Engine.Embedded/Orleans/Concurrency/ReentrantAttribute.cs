namespace Orleans.Concurrency;

/// <summary>All calls of this grain class may interleave with each other at their awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}

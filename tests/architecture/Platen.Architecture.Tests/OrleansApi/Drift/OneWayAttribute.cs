// Deliberately wrong: shows that the comparison finds a changed modifier and a changed usage.
namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Class)]
public abstract class OneWayAttribute : Attribute
{
}

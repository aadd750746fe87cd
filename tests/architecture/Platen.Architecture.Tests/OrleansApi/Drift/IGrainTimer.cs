// Deliberately wrong: shows that the comparison finds a changed parameter type and an added member.
namespace Orleans.Runtime;

public interface IGrainTimer : IDisposable
{
    TimeSpan Period { get; }

    void Change(TimeSpan dueTime, int period);
}

using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks a grain interface. Methods return <see cref="Task"/>, <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or <see cref="ValueTask{TResult}"/>.</summary>
public interface IGrain : IAddressable
{
}

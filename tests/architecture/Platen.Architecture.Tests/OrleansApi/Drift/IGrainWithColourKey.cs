// Deliberately wrong: shows that the comparison finds a type that Orleans does not have.
namespace Orleans;

public interface IGrainWithColourKey
{
}
